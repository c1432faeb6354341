// @ts-check
// Which units are shown. Pure.
import { timesOf } from "./rows.js";
import { DAY_MS, HOUR_MS } from "./zone.js";

/** What begins before this hour of the night belongs to the evening before. */
const NIGHT_MS = 4 * HOUR_MS;
export const NO_TIME = "none";

/**
 * @typedef {object} Choice
 * @property {string} day
 * @property {boolean} dayOnly
 * @property {string} discipline
 * @property {string} venue
 * @property {string} text
 * @property {boolean} clashesOnly
 */

/**
 * The day whose evening it is.
 *
 * @param {Contract.Unit} unit
 * @param {import("./zone.js").Zone} zone
 */
export function dayOf(unit, zone) {
  const times = timesOf(unit);
  return times ? zone.date(times.from - NIGHT_MS) : NO_TIME;
}

/**
 * The moments between which units belong to a day.
 *
 * @param {string} day
 * @param {import("./zone.js").Zone} zone
 */
export const dayFrom = (day, zone) => ({ from: zone.at(day) + NIGHT_MS, to: zone.at(zone.date(zone.at(day) + DAY_MS + HOUR_MS)) + NIGHT_MS });

/**
 * @param {Iterable<Contract.Unit>} units
 * @param {Choice} choice
 * @param {(code: string) => boolean} clashes whether something is wrong with a unit
 * @param {import("./zone.js").Zone} zone
 */
export function shown(units, choice, clashes, zone) {
  const isToday = within(choice, zone);
  const words = choice.text.toLowerCase().split(/\s+/).filter(Boolean);
  /** @type {Contract.Unit[]} */
  const list = [];
  for (const unit of units) {
    if ((!choice.discipline || unit.discipline === choice.discipline)
        && (!choice.venue || unit.venue?.code === choice.venue)
        && isToday(unit)
        && (!choice.clashesOnly || clashes(unit.code))
        && (!words.length || words.every((word) => textOf(unit).includes(word)))) {
      list.push(unit);
    }
  }
  return list;
}

/**
 * Whether units are left out for another reason than their day.
 *
 * @param {Pick<Choice, "discipline" | "venue" | "text" | "clashesOnly">} choice
 */
export const isNarrowed = ({ discipline, venue, text, clashesOnly }) => Boolean(discipline || venue || text || clashesOnly);

/**
 * Whether a unit is on the day that is chosen, where only that is shown.
 *
 * @param {Choice} choice
 * @param {import("./zone.js").Zone} zone
 * @returns {(unit: Contract.Unit) => boolean}
 */
function within({ day, dayOnly }, zone) {
  if (!dayOnly || !day) {
    return () => true;
  }
  if (day === NO_TIME) {
    return (unit) => !unit.start;
  }
  const { from, to } = dayFrom(day, zone);
  return (unit) => {
    const times = timesOf(unit);
    return times !== null && times.from >= from && times.from < to;
  };
}

/** @param {Contract.Unit} unit */
const textOf = (unit) => [unit.code, unit.name, unit.session, unit.venue?.name, unit.location?.name].join(" ").toLowerCase();

/**
 * In the order of the timetable.
 *
 * @param {Contract.Unit[]} units
 */
export const inOrder = (units) => units.sort((one, other) =>
  (timesOf(one)?.from ?? Number.MAX_VALUE) - (timesOf(other)?.from ?? Number.MAX_VALUE) || (one.code < other.code ? -1 : 1));
