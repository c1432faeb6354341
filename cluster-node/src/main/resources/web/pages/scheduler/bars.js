// @ts-check
// What is drawn on the timeline: bars of units, brackets of sessions, names of rows, ghosts of what would be.
import { element, fill } from "../../shared/elements.js";
import { startOf } from "../../shared/units.js";
import { nameOf, worst } from "./consequences.js";
import { shortName } from "./rows.js";
import { severitySign, signOf } from "./status.js";

/** A bar narrower than that has no text. */
const TEXT_PX = 34;
/** One narrower than that has no name beside its discipline. */
const NAME_PX = 64;
const UNSETTLED = "⇄";

/**
 * @typedef {object} Looks how a bar is shown beside its unit
 * @property {boolean} isChosen
 * @property {boolean} isHere the keyboard's place
 * @property {boolean} isLeaving a draft moves it
 * @property {boolean} isUnsettled two have said different things of it
 * @property {boolean} isNews somebody has just changed it
 */

/**
 * What a screen reader says of a unit.
 *
 * @param {import("../../shared/words.js").Words} words
 * @param {Contract.Unit} unit
 * @param {Contract.Clash[]} clashes
 * @param {import("./zone.js").Zone} zone
 */
export function told(words, unit, clashes, zone) {
  const when = unit.start ? `${zone.date(Date.parse(unit.start))} ${startOf(unit)}–${unit.end ? zone.clock(Date.parse(unit.end)) : ""}` : words.word("desk.noTime");
  const found = clashes.length ? words.word("desk.clashCount", { count: clashes.length }) : "";
  return [nameOf(unit, unit.code), words.status(unit.status), when, unit.venue?.name, unit.location?.name, unit.session, found].filter(Boolean).join(", ");
}

/**
 * A bar, or the same again with what is other now.
 *
 * @param {HTMLElement | null} old
 * @param {import("./rows.js").Bar} bar
 * @param {Looks} looks
 * @param {{words: import("../../shared/words.js").Words, clashes: Contract.Clash[], zone: import("./zone.js").Zone, width: number}} parts
 */
export function barOf(old, { unit }, looks, { words, clashes, zone, width }) {
  const node = old || element("div", { role: "option", id: "u-" + unit.code, "data-unit": unit.code });
  const severity = worst(clashes);
  node.className = ["bar is-" + unit.status.toLowerCase(), looks.isChosen && "chosen", looks.isHere && "here", looks.isLeaving && "leaving", looks.isNews && "news", looks.isUnsettled && "unsettled",
    severity && "clash-" + severity, width < TEXT_PX && "thin"].filter(Boolean).join(" ");
  node.setAttribute("aria-selected", String(looks.isChosen));
  const text = told(words, unit, clashes, zone) + (looks.isUnsettled ? ", " + words.word("desk.isUnsettled") : "");
  if (node.getAttribute("aria-label") !== text) {
    node.setAttribute("aria-label", text);
    node.title = text;
  }
  fill(node,
    looks.isUnsettled && element("span", { class: "mark unsettled" }, UNSETTLED),
    severity && element("span", { class: "mark " + severity }, severitySign(severity)),
    signOf(unit.status) && element("span", { class: "sign" }, signOf(unit.status)),
    unit.medal === 1 && element("span", { class: "medal" }, "●"),
    width >= TEXT_PX && element("span", { class: "text" }, element("b", {}, unit.discipline), width >= NAME_PX && " " + unit.name));
  return node;
}

/** @param {import("./rows.js").SessionBar} session @param {string} label @param {boolean} isChosen */
export const sessionOf = (session, label, isChosen) =>
  element("div", { class: "session" + (isChosen ? " chosen" : ""), "data-session": session.code, title: label, "aria-hidden": "true" }, session.code);

/** @param {import("./rows.js").Row} row @param {string} none what stands for a location without a name */
export function rowNameOf(row, none) {
  const name = row.kind === "venue" ? row.venue.name || row.venue.code || none : row.location ? shortName(row.venue, row.location) : none;
  return element("div", { class: "name " + row.kind, title: [row.venue.name, row.location?.name].filter(Boolean).join(" · ") }, name);
}

/**
 * Where a unit would be.
 *
 * @param {boolean} isAsking whether that is only guessed yet
 */
export const ghostOf = (isAsking) => element("div", { class: "ghost" + (isAsking ? " asking" : ""), "aria-hidden": "true" });

/**
 * @param {HTMLElement} node
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 */
export function place(node, left, top, width, height) {
  const { style } = node;
  style.transform = `translate(${left}px, ${top}px)`;
  style.width = width + "px";
  style.height = height + "px";
}
