// @ts-check
// What stands round every page: its name and Games, its views, the language, notes, and who serves it. Drawn from the store.
import { chooser, element, fill } from "./elements.js";
import { notice } from "./notices.js";
import { LANGUAGES } from "./words.js";

/**
 * @typedef {object} Shown
 * @property {string} language
 * @property {string} view name of the route
 * @property {Contract.Games[]} games all there are
 * @property {Contract.Games | null} chosen those that are shown
 * @property {string} site who serves
 * @property {boolean} connected whether changes arrive
 * @property {{word: string, values?: Record<string, string>} | null} note
 * @property {import("./problem.js").Problem | null} problem
 */

/**
 * @param {object} parts
 * @param {{name: string, href: string}[]} parts.links views that are named at the top; each has a word of its name
 * @param {import("./store.js").Store<Shown>} parts.store
 * @param {import("./words.js").Words} parts.words
 * @param {(language: string) => void} parts.speak
 * @param {(code: string) => void} parts.chooseGames
 */
export function createFrame({ links, store, words, speak, chooseGames }) {
  const games = element("span", { id: "games" });
  const anchors = links.map(({ name, href }) => ({ name, anchor: element("a", { href }) }));
  const language = chooser({ id: "language" }, LANGUAGES.map((tag) => [tag, tag.toUpperCase()]), "", speak);
  const label = element("label", { class: "hidden", for: "language" });
  const nav = element("nav", {}, ...anchors.map(({ anchor }) => anchor), label, language);
  const note = element("p", { id: "note", role: "status", "aria-live": "polite" });
  const told = element("div", { id: "told" });
  const main = element("main", { id: "main", tabindex: -1 });
  const dot = element("span", { id: "dot", "aria-hidden": "true" });
  const site = element("span", { id: "site" });
  document.body.append(
    element("header", {}, element("div", { class: "brand" }, element("a", { href: "#/" }, "Palmarès"), " ", games), nav),
    note, told, main, element("footer", {}, dot, " ", site));

  /** @param {Readonly<Shown>} state */
  function draw(state) {
    const { word } = words;
    document.documentElement.lang = state.language;
    language.value = state.language;
    label.textContent = word("language");
    nav.setAttribute("aria-label", word("views"));
    for (const { name, anchor } of anchors) {
      anchor.textContent = word(name);
      if (name === state.view) anchor.setAttribute("aria-current", "page"); else anchor.removeAttribute("aria-current");
    }
    note.textContent = state.note ? word(state.note.word, state.note.values) : "";
    dot.className = state.connected ? "on" : "";
    site.textContent = state.site ? word("served", { site: state.site }) : "";
  }

  /**
   * Only where they are others: a list that is open stays open.
   *
   * @param {Readonly<Shown>} state
   */
  function drawGames({ games: all, chosen }) {
    const codes = all.map(({ code }) => code);
    /** @type {[string, string][]} */
    const options = [...(chosen ? [] : [""]), ...codes].map((code) => [code, code]);
    fill(games, options.length > 1 ? chooser({ "aria-label": words.word("games") }, options, chosen ? chosen.code : "", chooseGames) : codes.join());
  }

  /** @type {Readonly<Shown> | null} */
  let drawn = null;
  store.on((state) => {
    const before = drawn;
    drawn = state;
    draw(state);
    if (!before || before.games !== state.games || before.chosen !== state.chosen || before.language !== state.language) {
      drawGames(state);
    }
    if (!before || before.problem !== state.problem || before.language !== state.language) {
      fill(told, state.problem && notice(words, state.problem, words.word("close"), () => store.set({ problem: null })));
    }
  });
  return main;
}
