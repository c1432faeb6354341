// @ts-check
// All that clashes on the chosen day, the worst first; each leads to where it is.
import { button, element, fill } from "../../shared/elements.js";
import { worstFirst } from "./consequences.js";
import { severityTag } from "./status.js";

const SHOWN_MAX = 200;

/** @param {import("./desk.js").Desk} desk */
export function createClashes(desk) {
  const { words, timetable, choice } = desk;
  const { word } = words;
  const list = element("ul", { class: "clashes" });
  const title = element("h2", {});
  const node = element("div", {}, title, list);

  /** Those that touch the day. */
  const ofDay = () => worstFirst(timetable.clashes().filter(({ units }) => timetable.known(units).some((unit) => desk.dayOf(unit) === choice.state.day)));

  function draw() {
    const clashes = ofDay();
    title.textContent = word("desk.clashesOf", { day: desk.dayName(choice.state.day), count: clashes.length });
    fill(list, ...clashes.slice(0, SHOWN_MAX).map((clash) => element("li", {}, severityTag(words, clash.severity), " ",
      button({ class: "link", "data-key": "clash " + clash.id }, clash.text, () => {
        const [first] = timetable.known(clash.units);
        if (first) desk.go(first.code);
      }))));
  }

  return { node, draw, count: () => timetable.clashes().filter(({ severity }) => severity === "error").length };
}
