// @ts-check
// What a change does to each unit and to the clashes, as it is shown. Pure.

/** @typedef {Record<string, string | boolean | null>} Values */
/** @typedef {{field: string, old: string, now: string}} Difference */
/** @typedef {{code: string, name: string, differences: Difference[], outcome: string, detail: string}} Line */

const TIMES = ["start", "end"];
/** A problem's type is the last part of its address. */
const kindOf = (/** @type {string} */ type) => type.split("/").pop() || "";

/**
 * The lines of a change: those that change first, in the order of the answer.
 *
 * @param {Contract.ChangePart[]} parts
 * @param {Map<string, Contract.Unit>} units
 * @param {import("./zone.js").Zone} zone
 * @param {(field: string, value: string) => string} named a name for a code
 */
export function linesOf(parts, units, zone, named) {
  return parts.map((part) => {
    const outcome = part.outcome;
    return {
      code: part.code,
      name: nameOf(units.get(part.code), part.code),
      differences: differences(part.before, part.after, zone, named),
      outcome: typeof outcome === "string" ? outcome : outcome ? kindOf(outcome.type) : "",
      detail: typeof outcome === "object" ? outcome.detail : "",
    };
  }).sort((one, other) => Number(!one.differences.length) - Number(!other.differences.length));
}

/** @param {Contract.Unit | undefined} unit @param {string} code */
export const nameOf = (unit, code) => (unit ? `${unit.discipline} · ${unit.name}` : code);

/**
 * Each field that is another, in words: of times only what differs from the other is said twice.
 *
 * @param {Values} before
 * @param {Values} after
 * @param {import("./zone.js").Zone} zone
 * @param {(field: string, value: string) => string} named
 * @returns {Difference[]}
 */
export function differences(before, after, zone, named) {
  return Object.keys(after).filter((field) => before[field] !== after[field]).map((field) => {
    const [old, now] = [before[field], after[field]];
    if (TIMES.includes(field)) {
      const isOneDay = Boolean(old && now) && zone.date(Date.parse(String(old))) === zone.date(Date.parse(String(now)));
      return { field, old: momentOf(old, isOneDay, zone), now: momentOf(now, isOneDay, zone) };
    }
    return { field, old: valueOf(field, old, named), now: valueOf(field, now, named) };
  });
}

/** @param {string | boolean | null | undefined} time @param {boolean} isShort @param {import("./zone.js").Zone} zone */
function momentOf(time, isShort, zone) {
  if (!time) {
    return "–";
  }
  const at = Date.parse(String(time));
  return isShort ? zone.clock(at) : `${zone.date(at).slice(5)} ${zone.clock(at)}`;
}

/** @param {string} field @param {string | boolean | null | undefined} value @param {(field: string, value: string) => string} named */
const valueOf = (field, value, named) => (value === null || value === undefined || value === "" ? "–" : named(field, String(value)));

/** @type {Record<string, number>} */
const WEIGHT = { error: 0, warning: 1, note: 2 };

/**
 * The worst first.
 *
 * @param {Contract.Clash[]} clashes
 */
export const worstFirst = (clashes) => [...clashes].sort((one, other) => (WEIGHT[one.severity] ?? 3) - (WEIGHT[other.severity] ?? 3));

/**
 * The worst severity among clashes; empty where there are none.
 *
 * @param {Contract.Clash[]} clashes
 */
export const worst = (clashes) => (clashes.length ? worstFirst(clashes)[0].severity : "");

/** @param {Contract.Clash[]} clashes @returns {[string, number][]} */
export function counted(clashes) {
  const counts = new Map(worstFirst(clashes).map(({ severity }) => [severity, 0]));
  clashes.forEach(({ severity }) => counts.set(severity, (counts.get(severity) || 0) + 1));
  return [...counts];
}
