// @ts-check
// One unit with its start list or result, as it grows.
import { element } from "../../shared/elements.js";
import { Problem } from "../../shared/problem.js";
import { isRemoved, startOf } from "../../shared/units.js";

const NOT_FOUND = 404;

/**
 * @param {import("../../shared/page.js").Page} page
 * @param {string} code
 * @returns {import("../../shared/stage.js").View}
 */
export function unit({ api, words, redraw }, code) {
  const { word } = words;
  /** @type {Contract.Unit | null} */
  let plan = null;
  let isOut = false;
  /** @type {Contract.Result | null} */
  let result = null;
  /**
   * The one that was drawn last: what has changed since is shown as changed.
   *
   * @type {Contract.Result | null}
   */
  let drawn = null;

  /**
   * A unit may be without result, and a result may come before its unit.
   *
   * @type {import("../../shared/stage.js").View["load"]}
   */
  async function load(newer) {
    const [first, second] = await Promise.all([api.get(`/v1/units/${encodeURIComponent(code)}`), api.get(`/v1/units/${encodeURIComponent(code)}/result`)]);
    for (const answer of [first, second]) {
      if (answer instanceof Problem && answer.status !== NOT_FOUND) {
        return answer;
      }
    }
    take(newer("schedule", code, first instanceof Problem ? null : first));
    result = newer("result", code, second instanceof Problem ? null : second);
    return first instanceof Problem && !plan && !result ? first : undefined;
  }

  /**
   * Of a unit that was taken out, what is known of it is still shown.
   *
   * @param {Contract.Unit | Contract.RemovedUnit | null} next
   */
  function take(next) {
    isOut = next !== null && isRemoved(next);
    if (next && !isRemoved(next)) {
      plan = next;
    }
  }

  function draw() {
    const before = drawn;
    drawn = result;
    const facts = [plan?.start && plan.start.slice(0, 10) + " " + startOf(plan), plan?.venue?.name].filter(Boolean).join(" · ");
    const status = result?.status;
    const version = result?.version && word("version", { number: result.version });
    const said = [isOut && word("removed"), plan && words.status(plan.status), words.status(status), version];
    return [
      element("h1", {}, plan?.name || code),
      element("p", { class: "time" }, facts),
      element("p", { class: "status first" + (status === "LIVE" ? " live" : ""), "aria-live": "polite" }, said.filter(Boolean).join(" · ")),
      result?.rows.length ? resultTable(result, before) : element("p", {}, word("waiting")),
    ];
  }

  /** @param {Contract.Result} shown @param {Contract.Result | null} before */
  function resultTable(shown, before) {
    const old = new Map(before?.rows.map((row) => [row.competitor.code, JSON.stringify(row)]));
    return element("table", {},
      element("thead", {}, element("tr", {},
        element("th", { class: "number", scope: "col" }, word("rank")), element("th", { scope: "col" }, word("name")),
        element("th", { scope: "col" }, word("noc")), element("th", { class: "number", scope: "col" }, word("result")))),
      element("tbody", {}, ...shown.rows.map((row) => resultRow(row, before !== null && old.get(row.competitor.code) !== JSON.stringify(row)))));
  }

  /** @param {Contract.Row} row @param {boolean} isNew */
  function resultRow(row, isNew) {
    const members = row.competitor.type === "T" ? row.competitor.members.map((member) => member.name).join(", ") : "";
    return element("tr", { class: isNew && "changed" },
      element("td", { class: "number" }, (row.rankEqual ? "=" : "") + (row.rank || row.startOrder || "")),
      element("td", {}, row.competitor.name, members && element("small", {}, members)),
      element("td", {}, row.competitor.noc),
      element("td", { class: "number" }, row.irm || row.result, row.qualification && " " + row.qualification, row.wlt && element("small", {}, row.wlt)));
  }

  /** @type {NonNullable<import("../../shared/stage.js").View["changed"]>} */
  function changed({ kind, value }) {
    if (kind === "schedule" && value.code === code) {
      take(value);
      redraw();
    } else if (kind === "result" && value.unit === code) {
      result = value;
      redraw();
    }
  }

  return { load, draw, changed };
}
