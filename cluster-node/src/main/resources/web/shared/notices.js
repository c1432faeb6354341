// @ts-check
// Tells people what went wrong and what they can do, in their language; what the server says of it stands below in its own.
import { button, element } from "./elements.js";

const FAILED_FROM = 500;

/**
 * What is said of a problem.
 *
 * @param {import("./words.js").Words} words
 * @param {import("./problem.js").Problem} problem
 */
export function told(words, problem) {
  const own = "problem." + problem.kind;
  const key = words.has(own) ? own : problem.status >= FAILED_FROM ? "problem.failed" : "problem.refused";
  const reference = problem.status >= FAILED_FROM && problem.correlationId ? words.word("reference", { id: problem.correlationId }) : "";
  return { title: words.word(key), advice: words.word(key + ".advice"), detail: problem.detail || problem.title, reference };
}

/**
 * @param {import("./words.js").Words} words
 * @param {import("./problem.js").Problem} problem
 * @param {string} label of its button
 * @param {() => void} pressed
 */
export function notice(words, problem, label, pressed) {
  const { title, advice, detail, reference } = told(words, problem);
  return element("section", { class: "problem", role: "alert", "data-problem": problem.kind },
    element("h2", {}, title),
    element("p", {}, advice),
    detail && element("p", { class: "detail", lang: "en" }, detail),
    reference && element("p", { class: "detail" }, reference),
    button({ "data-key": "problem" }, label, pressed));
}
