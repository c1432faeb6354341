// @ts-check
// The same as a table, of one day: for screen readers, for phones, and for who likes lists. Rows are made a few at a time, and laid out when they come into
// view; that takes boxes which are none of a table, so that its parts say what they are.
import { element, fill } from "../../shared/elements.js";
import { startOf } from "../../shared/units.js";
import { worst } from "./consequences.js";
import { inOrder, isNarrowed, shown } from "./filters.js";
import { shortName } from "./rows.js";
import { severityTag, statusTag } from "./status.js";

const FRAME_MS = 7;

/** @typedef {{node: HTMLElement, of: Contract.Unit, looks: string}} Line */

/** @param {import("./desk.js").Desk} desk */
export function createTable(desk) {
  const { words, timetable, selection, choice } = desk;
  const { word } = words;
  const caption = element("caption", {});
  const head = element("tr", { role: "row" });
  const rows = element("tbody", { role: "rowgroup" });
  const node = element("div", { class: "tableview" }, element("table", { class: "units-table", role: "table" }, caption, element("thead", { role: "rowgroup" }, head), rows));
  const empty = element("p", { class: "empty" });
  /** @type {Map<string, Line>} */
  const lines = new Map();
  let turn = 0;
  let language = "";

  function draw() {
    if (language !== words.language()) {
      language = words.language();
      lines.clear();
      fill(rows);
      fill(head, ...[word("desk.choose"), word("field.start"), word("desk.unit"), word("desk.status"), word("desk.place"), word("field.session"), word("desk.clashes")]
        .map((name, i) => element("th", { scope: "col", role: "columnheader", class: ["pick", "when", "what", "stat", "where", "sess", "clash"][i] }, name)));
    }
    const hasClash = (/** @type {string} */ code) => timetable.clashesOf(code).some(({ severity }) => severity !== "note");
    const units = inOrder(shown(timetable.units().values(), { ...choice.state, dayOnly: !choice.state.text }, hasClash, timetable.zone()));
    caption.textContent = word("desk.tableOf", { day: choice.state.text ? "" : desk.dayName(choice.state.day), count: units.length });
    empty.textContent = word(isNarrowed(choice.state) ? "desk.noneFound" : "nothing");
    if (units.length) empty.remove(); else node.append(empty);
    const wanted = new Set(units.map(({ code }) => code));
    lines.forEach((line, code) => {
      if (!wanted.has(code)) {
        line.node.remove();
        lines.delete(code);
      }
    });
    next(++turn, units, 0);
  }

  /**
   * Brings rows into their places until the frame is over.
   *
   * @param {number} mine
   * @param {Contract.Unit[]} units
   * @param {number} from
   */
  function next(mine, units, from) {
    if (mine !== turn) {
      return;
    }
    const until = performance.now() + FRAME_MS;
    let at = from;
    while (at < units.length && performance.now() < until) {
      const line = lineOf(units[at]);
      if (rows.children[at] !== line) rows.insertBefore(line, rows.children[at] || null);
      at++;
    }
    if (at < units.length) {
      requestAnimationFrame(() => next(mine, units, at));
    }
  }

  /** @param {Contract.Unit} unit */
  function lineOf(unit) {
    const known = lines.get(unit.code);
    const clashes = timetable.clashesOf(unit.code);
    const isChosen = selection.state.codes.has(unit.code);
    const looks = [isChosen, clashes.length, worst(clashes), desk.isNews(unit.code), desk.unsettled.has(unit.code)].join();
    if (known && known.of === unit && known.looks === looks) {
      return known.node;
    }
    const node = row(unit, clashes, isChosen);
    if (known) {
      const hadFocus = known.node.contains(document.activeElement);
      known.node.replaceWith(node);
      if (hadFocus) node.querySelector("input")?.focus();
    }
    lines.set(unit.code, { node, of: unit, looks });
    return node;
  }

  /** @param {string} name @param {...import("../../shared/elements.js").Child} children */
  const cell = (name, ...children) => element("td", { class: name, role: "cell" }, ...children);

  /** @param {Contract.Unit} unit @param {Contract.Clash[]} clashes @param {boolean} isChosen */
  function row(unit, clashes, isChosen) {
    const pick = element("input", { type: "checkbox", checked: isChosen, "aria-label": word("desk.chooseUnit", { unit: unit.name }) });
    pick.addEventListener("change", () => selection.toggle(unit.code));
    const end = unit.end ? "–" + timetable.zone().clock(Date.parse(unit.end)) : "";
    const severity = worst(clashes);
    const place = [unit.venue?.name, unit.venue && unit.location && shortName(unit.venue, unit.location)].filter((name, i, all) => name && all.indexOf(name) === i).join(" · ");
    const line = element("tr", { class: (isChosen ? "chosen" : "") + (desk.isNews(unit.code) ? " changed" : ""), "data-unit": unit.code, role: "row" },
      cell("pick", pick),
      cell("when time", startOf(unit) + (unit.hideStart ? "" : end)),
      cell("what", element("b", {}, unit.discipline), " ", unit.name, unit.medal === 1 && element("span", { class: "medal", role: "img", "aria-label": word("gold") }, " ●"),
        element("small", { class: "phone" }, place, " ", statusTag(words, unit.status), " ", severity && severityTag(words, severity))),
      cell("stat", statusTag(words, unit.status)),
      cell("where", place),
      cell("sess", unit.session),
      cell("clash", severity && severityTag(words, severity), clashes.length > 1 && ` ×${clashes.length}`,
        desk.unsettled.has(unit.code) && element("span", { class: "to-settle" }, " ⇄ ", word("desk.conflict"))));
    line.addEventListener("click", (event) => {
      if (event.target !== pick) selection.only([unit.code]);
    });
    return line;
  }

  return { node, draw };
}
