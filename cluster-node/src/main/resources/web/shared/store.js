// @ts-check
// State that several parts of a page look at: one value, replaced as a whole, and who wants to know.

/**
 * @template {object} T
 * @typedef {{readonly state: Readonly<T>, set: (change: Partial<T>) => void, on: (listener: (state: Readonly<T>) => void) => () => void}} Store
 */

/**
 * @template {object} T
 * @param {T} initial
 * @returns {Store<T>}
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  /** @type {Set<(state: Readonly<T>) => void>} */
  const listeners = new Set();
  return {
    get state() { return state; },

    /** Takes the change over and tells everybody, if anything is another now. */
    set(change) {
      const next = Object.freeze({ ...state, ...change });
      if (Object.keys(change).some((name) => next[/** @type {keyof T} */ (name)] !== state[/** @type {keyof T} */ (name)])) {
        state = next;
        [...listeners].forEach((listener) => listener(state));
      }
    },

    /** Calls listener(state) after each change until the function that is given back is called. */
    on(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}
