// @ts-check
// How the desk is used: keys and signs, on the page itself.
import { button, element, fill } from "../../shared/elements.js";
import { LISTED } from "./keyboard.js";
import { severityTag, statusTag, STATUSES } from "./status.js";

/** @param {import("./desk.js").Desk} desk */
export function createHelp({ words }) {
  const { word } = words;
  const node = element("dialog", { class: "help", "aria-labelledby": "help-title" });

  function draw() {
    fill(node,
      element("h2", { id: "help-title" }, word("desk.help")),
      element("table", {}, element("tbody", {}, ...LISTED.map(([key, does]) => element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, key)), element("td", {}, word("key." + does)))))),
      element("h3", {}, word("desk.signs")),
      element("ul", { class: "signs" }, ...STATUSES.map((status) => element("li", {}, statusTag(words, status))),
        ...["error", "warning", "note"].map((severity) => element("li", {}, severityTag(words, severity)))),
      button({ class: "primary" }, word("close"), () => node.close()));
  }

  return {
    node,
    open() {
      draw();
      node.showModal();
    },
  };
}
