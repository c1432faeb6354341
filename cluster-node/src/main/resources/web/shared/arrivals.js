// @ts-check
// What live events bring while answers are on their way is newer than those answers. It is kept for so long only: a page may be open for days.

/** @typedef {<T>(kind: Contract.LiveEvent["kind"], code: string, value: T) => T} Newer the value, or what came for it since the load began */

/** @type {Map<string, {value: any, at: number}>} */
const arrived = new Map();
let loads = 0;

/**
 * Runs load(newer), which asks and waits.
 *
 * @template T
 * @param {(newer: Newer) => Promise<T>} load
 */
export async function loading(load) {
  const since = performance.now();
  loads++;
  try {
    return await load((kind, code, value) => {
      const live = arrived.get(kind + code);
      return live && live.at >= since ? live.value : value;
    });
  } finally {
    loads--;
    if (!loads) arrived.clear();
  }
}

/**
 * A live event came.
 *
 * @param {Contract.LiveEvent} change
 */
export function arrive({ kind, value }) {
  if (loads) arrived.set(kind + codeOf(kind, value), { value, at: performance.now() });
}

/**
 * What a change is about; of the medal table there is one.
 *
 * @param {Contract.LiveEvent["kind"]} kind
 * @param {any} value
 * @returns {string}
 */
const codeOf = (kind, value) => (kind === "schedule" ? value.code : kind === "result" || kind === "conflict" ? value.unit : kind === "document" ? value.href : "");

export const kept = () => arrived.size;
