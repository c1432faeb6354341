// @ts-check
// Beside the timetable: one thing at a time, by tabs. On a phone it lies over the list, and is opened and closed.
import { button, element, fill } from "../../shared/elements.js";

/** @typedef {import("./desk.js").Tab} Tab */
/** @typedef {{node: Element, draw: () => void, load?: () => Promise<void>, count?: () => number}} Part */

/**
 * @param {import("./desk.js").Desk} desk
 * @param {Record<Tab, Part>} parts by the name of their tab
 * @param {Part} signIn
 */
export function createPanel(desk, parts, signIn) {
  const { words, choice } = desk;
  const { word } = words;
  const names = /** @type {Tab[]} */ (Object.keys(parts));
  const tabs = element("div", { role: "tablist", class: "tabs" });
  const body = element("div", { class: "part", role: "tabpanel", id: "part", tabindex: 0 });
  const close = button({ class: "close quiet", "data-key": "close panel" }, "", () => choice.set({ isOpen: false }));
  const node = element("aside", { class: "panel" }, signIn.node, element("div", { class: "tabline" }, tabs, close), body);
  let shown = "";

  tabs.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step) {
      event.preventDefault();
      const next = names[(names.indexOf(choice.state.tab) + step + names.length) % names.length];
      choice.set({ tab: next });
      /** @type {HTMLElement | null} */ (tabs.querySelector(`#tab-${next}`))?.focus();
    }
  });

  function draw() {
    const { tab, isOpen } = choice.state;
    signIn.draw();
    node.setAttribute("aria-label", word("desk.panel"));
    tabs.setAttribute("aria-label", word("desk.panel"));
    node.classList.toggle("open", isOpen);
    close.textContent = word("close");
    fill(tabs, ...names.map((name) => tabOf(name, name === tab)));
    body.setAttribute("aria-labelledby", "tab-" + tab);
    if (shown !== tab) {
      shown = tab;
      fill(body, parts[tab].node);
      tabs.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
      parts[tab].load?.();
    }
    parts[tab].draw();
  }

  /** @param {Tab} name @param {boolean} isShown */
  function tabOf(name, isShown) {
    const count = parts[name].count?.() || 0;
    const one = button({ role: "tab", id: "tab-" + name, "aria-selected": String(isShown), "aria-controls": "part", tabindex: isShown ? "0" : "-1", "data-key": "tab " + name },
      word("tab." + name), () => choice.set({ tab: name, isOpen: true }));
    if (count) one.append(element("span", { class: "count" }, String(count)));
    return one;
  }

  return {
    node, draw,
    /** Asks for all that is asked for with the key. */
    loadAll: () => Object.values(parts).forEach((part) => part.load?.()),
  };
}
