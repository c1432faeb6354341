// @ts-check
// What is chosen: one unit with all that is known of it, or several; how to choose more of the same; and what can be done.
import { button, element, fill } from "../../shared/elements.js";
import { startOf } from "../../shared/units.js";
import { createActions } from "./actions.js";
import { nameOf } from "./consequences.js";
import { createEffects } from "./effects.js";
import { createPast } from "./past.js";
import { severityTag, statusTag } from "./status.js";

const NAMES_MAX = 6;

/** @param {import("./desk.js").Desk} desk */
export function createChosen(desk) {
  const { words, selection, timetable, access } = desk;
  const { word } = words;
  const about = element("div", { class: "about" });
  const actions = createActions(desk);
  const effects = createEffects(desk);
  const past = createPast(desk);
  const node = element("div", { class: "chosen" }, about, actions.node, effects.node);

  function draw() {
    const units = timetable.known(selection.state.codes);
    const { draft } = desk.plan.store.state;
    node.classList.toggle("drafting", draft !== null);
    fill(about, ...(draft?.sheet ? [element("h2", {}, word("desk.fromFile", { name: draft.sheet.name }))] : units.length === 1 ? one(units[0]) : units.length ? several(units) : [element("p", { class: "empty" }, word("desk.nothingChosen"))]));
    actions.node.hidden = !units.length || Boolean(draft?.sheet) || !access.isIn();
    actions.draw();
    effects.draw();
  }

  /** @param {Contract.Unit} unit */
  function one(unit) {
    past.of(unit.code);
    const zone = timetable.zone();
    const end = unit.end ? "–" + zone.clock(Date.parse(unit.end)) : "";
    const facts = /** @type {[string, string][]} */ ([
      [word("field.start"), unit.start ? `${desk.dayName(zone.date(Date.parse(unit.start)))} ${zone.clock(Date.parse(unit.start))}${end}` : word("desk.noTime")],
      [word("desk.shownAs"), unit.hideStart ? startOf(unit) : ""],
      [word("desk.actual"), unit.actualStart ? zone.clock(Date.parse(unit.actualStart)) + (unit.actualEnd ? "–" + zone.clock(Date.parse(unit.actualEnd)) : "") : ""],
      [word("desk.place"), [unit.venue?.name, unit.location?.name].filter(Boolean).join(" · ")],
      [word("field.session"), unit.session || ""],
    ]).filter(([, value]) => value);
    return [
      element("h2", {}, nameOf(unit, unit.code), " ", statusTag(words, unit.status)),
      element("dl", {}, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
      element("p", { class: "code" }, unit.code),
      desk.unsettled.has(unit.code) && element("p", { class: "to-settle" }, button({ class: "link", "data-key": "unsettled" }, word("desk.isUnsettled"), () => desk.choice.set({ tab: "conflicts" }))),
      ...clashesOf(unit.code), more(unit), past.node,
    ];
  }

  /** @param {string} code */
  function clashesOf(code) {
    const found = timetable.clashesOf(code);
    return found.length ? [element("ul", { class: "clashes" }, ...found.map((clash) => element("li", {}, severityTag(words, clash.severity), " ", clash.text)))] : [];
  }

  /** @param {Contract.Unit[]} units */
  function several(units) {
    const names = units.slice(0, NAMES_MAX).map((unit) => element("li", {}, startOf(unit), " ", nameOf(unit, unit.code)));
    return [
      element("h2", {}, word("desk.unitsChosen", { count: units.length })),
      element("ul", { class: "names-of" }, ...names, units.length > NAMES_MAX && element("li", {}, word("desk.andMore", { count: units.length - NAMES_MAX }))),
      button({ class: "quiet", "data-key": "clear" }, word("desk.clear"), () => selection.clear()),
    ];
  }

  /**
   * More of the same: what people mean when they say "everything from here on".
   *
   * @param {Contract.Unit} unit
   */
  function more(unit) {
    const day = desk.dayOf(unit);
    const onDay = [...timetable.units().values()].filter((other) => other.start && unit.start && desk.dayOf(other) === day);
    const fromHere = onDay.filter((other) => Date.parse(other.start || "") >= Date.parse(unit.start || ""));
    const groups = /** @type {[string, Contract.Unit[]][]} */ ([
      [word("more.session", { session: unit.session || "" }), unit.session ? [...timetable.units().values()].filter((other) => other.session === unit.session && other.start) : []],
      [word("more.location"), fromHere.filter((other) => other.venue?.code === unit.venue?.code && other.location?.code === unit.location?.code)],
      [word("more.venue"), fromHere.filter((other) => other.venue?.code === unit.venue?.code)],
      [word("more.discipline", { discipline: unit.discipline }), onDay.filter((other) => other.discipline === unit.discipline)],
    ]).filter(([, list]) => list.length > 1);
    return element("div", { class: "more" }, ...groups.map(([name, list], i) =>
      button({ "data-key": "more " + i, class: "quiet" }, `${name} (${list.length})`, () => selection.only(list.map(({ code }) => code), unit.code))));
  }

  return { node, draw, effects };
}
