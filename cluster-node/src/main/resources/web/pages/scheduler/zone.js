// @ts-check
// Times of the Games: its own zone decides which hour and which day a moment is, wherever the browser stands. Pure.

const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** @typedef {ReturnType<typeof createZone>} Zone */

/**
 * @param {string} name of the zone, e.g. Europe/Paris or +02:00; what no browser knows is UTC
 */
export function createZone(name) {
  const offset = offsetOf(name);
  /**
   * The clock of the zone, as if it were that of UTC.
   *
   * @param {number} at
   */
  const local = (at) => new Date(at + offset(at) * MINUTE_MS).toISOString();

  /**
   * The moment at which a clock in the zone shows what the text says.
   *
   * @param {string} text e.g. 2024-08-04T21:55
   */
  function at(text) {
    const utc = Date.parse(text.length === 10 ? text + "T00:00Z" : text + "Z");
    return utc - offset(utc - offset(utc) * MINUTE_MS) * MINUTE_MS;
  }

  return {
    at,
    date: (/** @type {number} */ moment) => local(moment).slice(0, 10),
    clock: (/** @type {number} */ moment) => local(moment).slice(11, 16),
    /** As fields for date and time have it. */
    field: (/** @type {number} */ moment) => local(moment).slice(0, 16),

    /** With its offset, as the API wants it. */
    iso(/** @type {number} */ moment) {
      const minutes = offset(moment);
      const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
      const size = Math.abs(minutes);
      return local(moment).slice(0, 19) + (minutes < 0 ? "-" : "+") + two(Math.floor(size / 60)) + ":" + two(size % 60);
    },
  };
}

/**
 * Minutes that the zone is ahead of UTC at a moment. A zone changes on full hours, so that an hour is asked about once.
 *
 * @param {string} name
 * @returns {(at: number) => number}
 */
function offsetOf(name) {
  const fixed = /^(?:UTC|GMT)?([+-])(\d\d):?(\d\d)$/.exec(name);
  if (fixed) {
    const minutes = (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]));
    return () => minutes;
  }
  const format = formatOf(name);
  /** @type {Map<number, number>} */
  const known = new Map();
  return (at) => {
    const hour = Math.floor(at / HOUR_MS);
    let minutes = known.get(hour);
    if (minutes === undefined) {
      const parts = Object.fromEntries(format.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, value]));
      minutes = (Date.UTC(+parts.year, +parts.month - 1, +parts.day, +parts.hour % 24, +parts.minute) - hour * HOUR_MS) / MINUTE_MS;
      known.set(hour, minutes);
    }
    return minutes;
  };
}

/** @param {string} name */
function formatOf(name) {
  const parts = /** @type {Intl.DateTimeFormatOptions} */ (
    { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  try {
    return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: name });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" });
  }
}
