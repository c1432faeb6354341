// @ts-check
// Which units are chosen, and where the keyboard stands.
import { createStore } from "../../shared/store.js";

/** @typedef {ReturnType<typeof createSelection>} Selection */

export function createSelection() {
  const store = createStore({ codes: /** @type {ReadonlySet<string>} */ (new Set()), here: "" });
  return {
    on: store.on,
    get state() { return store.state; },
    /**
     * These and no others.
     *
     * @param {Iterable<string>} codes
     * @param {string} [here]
     */
    only(codes, here) {
      const set = new Set(codes);
      store.set({ codes: set, here: here ?? [...set][0] ?? "" });
    },
    /** @param {string} code */
    toggle(code) {
      const set = new Set(store.state.codes);
      if (!set.delete(code)) set.add(code);
      store.set({ codes: set, here: code });
    },
    /**
     * The keyboard's place only.
     *
     * @param {string} code
     */
    stand: (code) => store.set({ here: code }),
    clear: () => store.set({ codes: new Set() }),
  };
}
