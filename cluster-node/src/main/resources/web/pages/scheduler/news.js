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
const OF_PEOPLE = /** @type {const} */ (["start", "end", "session", "hideStart", "startText", "order"]);
const PEOPLES = ["DELAYED", "POSTPONED", "RESCHEDULED", "CANCELLED"];
/** What of a unit is told when it changes. */
const FIELDS = /** @type {const} */ (["start", "end", "status", "session", "hideStart", "startText", "order"]);

/** @typedef {{at: number, text: string, codes: string[]}} Item */
/** @typedef {{before: Contract.Unit | null, now: Contract.Unit | null}} Seen */

/**
 * @param {object} parts
 * @param {import("../../shared/api.js").Api} parts.api
 * @param {(author: Contract.Author) => string} parts.authorOf
 * @param {import("./timetable.js").Timetable} parts.timetable
 * @param {import("../../shared/words.js").Words} parts.words
 * @param {(field: string, value: string) => string} parts.named
 * @param {(text: string) => void} parts.say
 * @param {() => void} parts.faded a mark is to be taken away
 */
export function createNews({ api, timetable, words, named, authorOf, say, faded }) {
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
    const answer = await api.get(`/v1/units/${encodeURIComponent(code)}/history`, { limit: 1 });
    if (answer instanceof Problem || !answer.history.length) {
      return "";
    }
    const { author, reason } = answer.history[0];
    return ` (${[authorOf(author), reason].filter(Boolean).join(": ")})`;
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

/** @param {Contract.Unit} unit @returns {import("./consequences.js").Values} */
const valuesOf = (unit) => ({
  ...Object.fromEntries(FIELDS.map((field) => [field, unit[field] ?? null])), venue: unit.venue?.code ?? null, location: unit.location?.code ?? null,
});
