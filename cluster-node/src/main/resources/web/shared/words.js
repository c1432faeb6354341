// @ts-check
// What pages say, in the language of who reads. Names of units, NOCs and disciplines come from the server in the same language.
import { Problem } from "./problem.js";

/** Each has a file of its name in /words. */
export const LANGUAGES = ["en", "fr", "es"];

/** @typedef {ReturnType<typeof createWords>} Words */

/**
 * The language to begin with: what the address asks for, else the first that the browser's owner reads.
 *
 * @param {string | null} asked
 * @param {readonly string[]} read e.g. fr-CA
 */
export function preferred(asked, read) {
  const tags = [asked || "", ...read].map((tag) => tag.slice(0, 2).toLowerCase());
  return tags.find((tag) => LANGUAGES.includes(tag)) || LANGUAGES[0];
}

/** @param {(language: string) => Promise<unknown>} load gives the words of a language, or the Problem */
export function createWords(load) {
  /** @type {Map<string, Record<string, string>>} */
  const loaded = new Map();
  /** @type {Record<string, string>} */
  let words = {};
  let language = "";
  let wanted = "";

  /**
   * The word, with the values in the places of their names in braces; of one thing, by its count, the word with ".one" where there is one. A key without a
   * word is shown itself: better than nothing.
   *
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  const word = (key, values = {}) => ((values.count === 1 ? words[key + ".one"] : undefined) ?? words[key] ?? key).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));

  return {
    language: () => language,
    has: (/** @type {string} */ key) => key in words,
    word,
    /**
     * Codes of ODF that have no word are shown as they are.
     *
     * @param {string | undefined} code
     */
    status: (code) => words["status." + code] ?? code ?? "",

    /**
     * Speaks the language from now on, or says the Problem and goes on as before. The last one that was wanted counts.
     *
     * @param {string} next
     * @returns {Promise<Problem | void>}
     */
    async use(next) {
      wanted = next;
      const answer = loaded.get(next) || await load(next);
      if (wanted !== next) {
        return;
      }
      if (answer instanceof Problem) {
        return answer;
      }
      words = /** @type {Record<string, string>} */ (answer);
      loaded.set(next, words);
      language = next;
    },
  };
}
