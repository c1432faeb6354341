// @ts-check
// What pages know about units.

/** @typedef {Contract.Unit | Contract.RemovedUnit} AnyUnit */

const RUNNING = ["RUNNING", "SCHEDULED_BREAK", "INTERRUPTED", "GETTING_READY"];

/** @param {Contract.Unit} unit */
export const isRunning = (unit) => RUNNING.includes(unit.status) || unit.resultStatus === "LIVE";

/**
 * Times are shown as at the Games: the offset is in them.
 *
 * @param {string | undefined} time
 */
const clock = (time) => (time ? time.slice(11, 16) : "");

/**
 * When it begins, as far as that is to be shown.
 *
 * @param {Contract.Unit} unit
 */
export const startOf = (unit) => (unit.hideStart ? unit.startText || "" : clock(unit.start));

/** @param {AnyUnit} unit @returns {unit is Contract.RemovedUnit} */
export const isRemoved = (unit) => "removed" in unit && unit.removed;

/**
 * Nothing that decides about its day is another.
 *
 * @param {Contract.Unit} before
 * @param {Contract.Unit} now
 */
export const staysOnItsDay = (before, now) => before.start === now.start && before.session === now.session && before.venue?.code === now.venue?.code;

const DAY_MS = 86_400_000;

/**
 * Its own date or, after midnight, the day before; of a unit without a time nothing can be said.
 *
 * @param {string} day
 * @param {Contract.Unit} unit
 */
export const mayBeOn = (day, unit) => Boolean(day) && (!unit.start || Math.abs(Date.parse(unit.start.slice(0, 10)) - Date.parse(day)) <= DAY_MS);

/**
 * All days of the Games.
 *
 * @param {Contract.Games | null} games
 */
export function daysOf(games) {
  const list = [];
  if (games && games.firstDay && games.lastDay) {
    for (let at = Date.parse(games.firstDay); at <= Date.parse(games.lastDay) && list.length < 400; at += DAY_MS) {
      list.push(new Date(at).toISOString().slice(0, 10));
    }
  }
  return list;
}

/** @param {string} day @param {string} language */
export const dayName = (day, language) =>
  new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day));
