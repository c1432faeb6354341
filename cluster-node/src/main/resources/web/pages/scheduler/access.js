// @ts-check
// Who works at the desk. The key is in memory and nowhere else: it is gone with the page.
import { createStore } from "../../shared/store.js";
import { Problem } from "../../shared/problem.js";

/** @typedef {ReturnType<typeof createAccess>} Access */

/** @param {import("../../shared/api.js").Api} api */
export function createAccess(api) {
  const store = createStore({ key: "", isAsking: false, problem: /** @type {Problem | null} */ (null) });

  return {
    store,
    isIn: () => store.state.key !== "",

    /**
     * Tries the key, and keeps it where it may read changes.
     *
     * @param {string} key
     */
    async signIn(key) {
      store.set({ isAsking: true, problem: null });
      const answer = await api.send("GET", "/v1/schedule/changes", { key, query: { limit: 1 } });
      store.set(answer instanceof Problem ? { isAsking: false, problem: answer } : { isAsking: false, key });
    },

    signOut: () => store.set({ key: "", problem: null }),

    /**
     * Asks with the key.
     *
     * @template {string} Path
     * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
     * @param {Path} path
     * @param {import("../../shared/api.js").Options} [options]
     */
    send: (method, path, options = {}) => api.send(method, path, { ...options, key: store.state.key }),

    /**
     * All of a list, with the key.
     *
     * @template {string} Path
     * @template {keyof Contract.Answer<Path> & string} Name
     * @param {Path} path
     * @param {Name} member
     */
    all: (path, member) => api.all(path, member, {}, store.state.key),
  };
}
