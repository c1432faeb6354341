// @ts-check
// Where two have said different things of a unit, as the page knows it: asked for with the key, and kept by the live feed.
import { Problem } from "../../shared/problem.js";

/** @typedef {ReturnType<typeof createUnsettled>} Unsettled */

/**
 * @param {import("./access.js").Access} access
 * @param {(problem: Problem) => void} tell
 */
export function createUnsettled(access, tell) {
  /** @type {Map<string, Contract.Conflict[]>} */
  let byUnit = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const tellAll = () => listeners.forEach((listener) => listener());

  async function load() {
    if (!access.isIn()) {
      return;
    }
    const answer = await access.all("/v1/schedule/conflicts", "conflicts");
    if (answer instanceof Problem) {
      tell(answer);
      return;
    }
    byUnit = new Map();
    for (const conflict of answer) {
      byUnit.set(conflict.unit, [...(byUnit.get(conflict.unit) || []), conflict]);
    }
    tellAll();
  }

  return {
    load,
    /**
     * All that is unsettled about a unit now; none when it is settled.
     *
     * @param {Contract.UnitConflicts} value
     */
    changed({ unit, conflicts }) {
      if (conflicts.length) byUnit.set(unit, conflicts); else byUnit.delete(unit);
      tellAll();
    },
    all: () => [...byUnit.values()].flat(),
    has: (/** @type {string} */ code) => byUnit.has(code),
    /** Calls listener() after each change. */
    on(/** @type {() => void} */ listener) { listeners.add(listener); },
  };
}
