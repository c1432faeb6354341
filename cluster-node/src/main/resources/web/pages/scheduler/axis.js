// @ts-check
// Where a moment stands on the time axis. Pure.
import { DAY_MS, HOUR_MS } from "./zone.js";

/** Widths of an hour, in pixels. */
export const SCALES = [16, 32, 64, 128, 256];
/** The least width of an hour at which each hour has a name. */
const NAMED_PX = 44;
const HALF_PX = 100;
const EVERY = [1, 2, 3, 6, 12];

/** @typedef {{at: number, x: number, label: string, kind: "day" | "hour" | "half"}} Tick */
/** @typedef {ReturnType<typeof createAxis>} Axis */

/**
 * @param {object} parts
 * @param {number} parts.from where the axis begins: the start of a day
 * @param {number} parts.to
 * @param {number} parts.hour width of an hour in pixels
 * @param {import("./zone.js").Zone} parts.zone
 */
export function createAxis({ from, to, hour, zone }) {
  const x = (/** @type {number} */ at) => ((at - from) / HOUR_MS) * hour;
  const time = (/** @type {number} */ px) => from + (px / hour) * HOUR_MS;
  const every = EVERY.find((hours) => hours * hour >= NAMED_PX) || 24;

  /**
   * What the axis shows between two places: names of hours, halves of hours where there is room.
   *
   * @param {number} left
   * @param {number} right
   * @returns {Tick[]}
   */
  function ticks(left, right) {
    const step = hour >= HALF_PX ? HOUR_MS / 2 : every * HOUR_MS;
    const list = [];
    for (let at = from + Math.max(0, Math.floor((time(left) - from) / step)) * step; at <= Math.min(to, time(right)); at += step) {
      const label = zone.clock(at);
      list.push({ at, x: x(at), label, kind: /** @type {Tick["kind"]} */ (label === "00:00" ? "day" : label.endsWith("00") ? "hour" : "half") });
    }
    return list;
  }

  return {
    from, to, hour, x, time, ticks,
    width: x(to),
    /** Days that begin between two places, and the one that is going on at the first. */
    days(/** @type {number} */ left, /** @type {number} */ right) {
      const list = [];
      const last = Math.min(to, time(right));
      // Half a day more than is needed, because a day may have 23 or 25 hours.
      for (let at = zone.at(zone.date(Math.max(from, time(left)))); at < last; at = zone.at(zone.date(at + DAY_MS + DAY_MS / 8))) {
        const next = zone.at(zone.date(at + DAY_MS + DAY_MS / 8));
        list.push({ date: zone.date(at), x: x(at), width: x(next) - x(at) });
      }
      return list;
    },
  };
}

/**
 * The nearest full step.
 *
 * @param {number} ms
 * @param {number} minutes of a step
 */
export const snap = (ms, minutes) => Math.round(ms / (minutes * 60_000)) * minutes * 60_000;

/**
 * Whole days that hold all moments, and those of the Games.
 *
 * @param {number[]} moments
 * @param {string[]} days
 * @param {import("./zone.js").Zone} zone
 */
export function spanOf(moments, days, zone) {
  let from = days.length ? zone.at(days[0]) : Infinity;
  let to = days.length ? zone.at(days[days.length - 1]) + DAY_MS : -Infinity;
  for (const at of moments) {
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return from > to ? { from: 0, to: DAY_MS } : { from: zone.at(zone.date(from)), to: zone.at(zone.date(to + DAY_MS - 1)) };
}
