// @ts-check
// What others change while one looks on: it is marked for a while, and said with who did it and why.
import { Problem } from "../../shared/problem.js";
import { createStore } from "../../shared/store.js";
import { differences, nameOf } from "./consequences.js";

/** Changes that come together are told together. */
const TOGETHER_MS = 700;
const NEW_MS = 6000;
/** One's own change has come back over the feed by then. */
const OURS_MS = 10_000;
/** More than these are told by their number. */
const NAMED_MAX = 3;
const KEPT_MAX = 50;
/** How far back the word is looked for that a change came of. */
const WORDS_MAX = 5;
const TIMES = ["start", "end"];
const OF_PEOPLE = /** @type {const} */ (["start", "end", "session", "hideStart", "startText", "order"]);
const PEOPLES = ["DELAYED", "POSTPONED", "RESCHEDULED", "CANCELLED"];
/** What of a unit is told when it changes. */
const FIELDS = /** @type {const} */ (["start", "end", "status", "session", "hideStart", "startText", "order"]);

/** @typedef {{at: number, text: string, codes: string[]}} Item */
/** @typedef {{before: Contract.Unit | null, now: Contract.Unit | null}} Seen */

/**
 * @param {object} parts
 * @param {(code: string, limit: number) => Promise<Contract.History | Problem>} parts.history the newest words about a unit
 * @param {(author: Contract.Author) => string} parts.authorOf
 * @param {import("./timetable.js").Timetable} parts.timetable
 * @param {import("../../shared/words.js").Words} parts.words
 * @param {(field: string, value: string) => string} parts.named
 * @param {(text: string) => void} parts.say
 * @param {() => void} parts.faded a mark is to be taken away
 */
export function createNews({ history, timetable, words, named, authorOf, say, faded }) {
  const store = createStore({ items: /** @type {readonly Item[]} */ ([]) });
  /** @type {Map<string, number>} */
  const fresh = new Map();
  /**
   * Units that one's own change is about, until it has come back over the feed.
   *
   * @type {Map<string, number>}
   */
  const ours = new Map();
  /** @type {Map<string, Seen>} */
  let waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;

  /**
   * A unit has changed, by whomever.
   *
   * @param {Seen} seen
   */
  function saw(seen) {
    const code = (seen.now || seen.before)?.code;
    if (code && !(seen.before && seen.now && !changesOf(seen.before, seen.now).length)) {
      waiting.set(code, { before: waiting.get(code)?.before ?? seen.before, now: seen.now });
      fresh.set(code, Date.now() + NEW_MS);
      if (!soon) soon = setTimeout(tell, TOGETHER_MS);
    }
  }

  /**
   * Once: what comes next is somebody else's.
   *
   * @param {string} code
   */
  function isOurs(code) {
    const until = ours.get(code) || 0;
    return ours.delete(code) && until > Date.now();
  }

  async function tell() {
    soon = undefined;
    const told = new Map([...waiting].filter(([code]) => !isOurs(code)));
    waiting = new Map();
    setTimeout(fade, NEW_MS);
    if (told.size) {
      const lines = told.size > NAMED_MAX ? [words.word("desk.manyChanged", { count: told.size }) + await byWhom([...told][0])]
        : await Promise.all([...told].map(async (one) => line(...one) + await byWhom(one)));
      const text = lines.join(" ");
      store.set({ items: [{ at: Date.now(), text, codes: [...told.keys()] }, ...store.state.items].slice(0, KEPT_MAX) });
      say(text);
    }
  }

  /**
   * What is another now, of what is told: a hold, for one, changes nothing of it.
   *
   * @param {Contract.Unit} before
   * @param {Contract.Unit} now
   */
  const changesOf = (before, now) => differences(valuesOf(before), valuesOf(now), timetable.zone(), named);

  /**
   * Who it was, and why, where a person may have done it: that a unit runs and is over its venue says, all day long, and nobody is asked.
   *
   * @param {[string, Seen]} one
   */
  async function byWhom([code, { before, now }]) {
    if (before && now && !OF_PEOPLE.some((field) => before[field] !== now[field]) && !PEOPLES.includes(now.status) && before.venue?.code === now.venue?.code) {
      return "";
    }
    const answer = await history(code, WORDS_MAX);
    const word = answer instanceof Problem ? undefined : wordOf(answer.history, before && valuesOf(before), now && valuesOf(now));
    return word ? ` (${[authorOf(word.author), word.reason].filter(Boolean).join(": ")})` : "";
  }

  function fade() {
    const now = Date.now();
    for (const kept of [fresh, ours]) {
      kept.forEach((until, code) => { if (until <= now) kept.delete(code); });
    }
    faded();
  }

  /** @param {string} code @param {Seen} seen */
  function line(code, { before, now }) {
    const name = nameOf(now || before || undefined, code);
    if (!now) {
      return words.word("desk.unitGone", { unit: name });
    }
    if (!before) {
      return words.word("desk.unitNew", { unit: name });
    }
    const changes = changesOf(before, now).map((one) => `${words.word("field." + one.field)} ${one.old} → ${one.now}`);
    return words.word("desk.unitChanged", { unit: name, changes: changes.join(", ") });
  }

  return {
    store, saw,
    isNew: (/** @type {string} */ code) => (fresh.get(code) || 0) > Date.now(),
    /**
     * Units that one changes oneself: that is no news.
     *
     * @param {Iterable<string>} codes
     */
    expect(codes) { for (const code of codes) ours.set(code, Date.now() + OURS_MS); },
  };
}

/**
 * The word that a change came of: the newest that says what is now and was not. A history may be some seconds old; then nobody is named for what another did.
 *
 * @param {Contract.Change[]} history the newest first
 * @param {import("./consequences.js").Values | null} before
 * @param {import("./consequences.js").Values | null} now
 */
export function wordOf(history, before, now) {
  if (!before || !now) {
    return history[0];
  }
  const changed = Object.keys(now).filter((field) => now[field] !== before[field]);
  return history.find((word) => changed.some((field) => field in word.new && isSame(field, word.new[field], now[field])));
}

/** @param {string} field @param {unknown} one @param {unknown} other */
const isSame = (field, one, other) => (one ?? null) === (other ?? null) || TIMES.includes(field) && Date.parse(String(one)) === Date.parse(String(other));

/** @param {Contract.Unit} unit @returns {import("./consequences.js").Values} */
const valuesOf = (unit) => ({
  ...Object.fromEntries(FIELDS.map((field) => [field, unit[field] ?? null])), venue: unit.venue?.code ?? null, location: unit.location?.code ?? null,
});
