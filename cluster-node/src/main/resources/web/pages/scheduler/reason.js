// @ts-check
// The small form that asks why before something is done.
import { button, element } from "../../shared/elements.js";

const REASON_MAX = 500;

/**
 * @param {import("../../shared/words.js").Words} words
 * @param {string} label of what is done
 * @param {(reason: string) => Promise<void>} done
 * @param {() => void} givenUp
 * @param {...import("../../shared/elements.js").Child} more what is asked beside it
 */
export function reasonForm(words, label, done, givenUp, ...more) {
  const input = element("input", { id: "why", maxlength: REASON_MAX, required: true, autocomplete: "off", "data-key": "why" });
  const submit = element("button", { type: "submit", class: "primary", "data-key": "do it" }, label);
  const form = element("form", { class: "decide" },
    ...more, element("div", { class: "field" }, element("label", { for: "why" }, words.word("desk.reason")), input),
    element("div", { class: "buttons" }, submit, button({ class: "quiet", "data-key": "not" }, words.word("desk.giveUp"), givenUp)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (input.value.trim() && !submit.disabled) {
      submit.disabled = true;
      await done(input.value.trim());
      submit.disabled = false;
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") givenUp();
  });
  return form;
}
