// @ts-check
// The rows of the timeline: venues, their locations, and in each as many lanes as units overlap. Pure.

const MINUTE_MS = 60_000;
/** A unit without an end is drawn as if it lasted so long. */
const LENGTH_MS = 10 * MINUTE_MS;
export const VENUE_PX = 24;
export const SESSION_PX = 18;
export const LANE_PX = 26;
const PAD_PX = 4;
/** Court 2 before court 10. */
const NAMES = new Intl.Collator("en", { numeric: true });

/** @typedef {{unit: Contract.Unit, from: number, to: number, lane: number}} Bar */
/** @typedef {{code: string, units: string[], from: number, to: number, lane: number}} SessionBar */
/**
 * @typedef {object} Row
 * @property {"venue" | "location"} kind
 * @property {string} key
 * @property {Contract.Coded} venue
 * @property {Contract.Coded | null} location none where units name none
 * @property {number} top
 * @property {number} height
 * @property {Bar[]} bars by start; of locations
 * @property {SessionBar[]} sessions of venues
 * @property {number} longest the longest bar, for finding those that reach into view
 * @property {number} without units without a time
 */
/** @typedef {{rows: Row[], height: number, places: Map<string, {row: Row, bar: Bar}>}} Layout */

/**
 * The beginning and the end of a unit as drawn; nothing where it has no time.
 *
 * @param {{start?: string | null, end?: string | null}} unit
 */
export function spanOfUnit({ start, end }) {
  if (!start) {
    return null;
  }
  const from = Date.parse(start);
  const to = end ? Date.parse(end) : 0;
  return { from, to: to > from ? to : from + LENGTH_MS };
}

/** @type {WeakMap<Contract.Unit, {from: number, to: number} | null>} */
const known = new WeakMap();

/**
 * The same of a unit of the timetable: it is never changed but replaced, so that its times are read once.
 *
 * @param {Contract.Unit} unit
 */
export function timesOf(unit) {
  let span = known.get(unit);
  if (span === undefined) {
    span = spanOfUnit(unit);
    known.set(unit, span);
  }
  return span;
}

/**
 * Puts bars into lanes, each into the first that is free. Those that begin together: the longer first, as a phase stands above its heats.
 *
 * @template {{from: number, to: number, lane: number}} Any
 * @param {Any[]} bars
 */
export function intoLanes(bars) {
  bars.sort((one, other) => one.from - other.from || other.to - one.to);
  /** @type {number[]} */
  const ends = [];
  for (const bar of bars) {
    const free = ends.findIndex((end) => end <= bar.from);
    bar.lane = free < 0 ? ends.length : free;
    ends[bar.lane] = bar.to;
  }
  return ends.length;
}

/**
 * @param {Iterable<Contract.Unit>} units
 * @returns {Layout}
 */
export function layout(units) {
  /** @type {Map<string, {venue: Contract.Coded, locations: Map<string, Contract.Unit[]>, names: Map<string, Contract.Coded>}>} */
  const venues = new Map();
  for (const unit of units) {
    const venue = unit.venue || { code: "" };
    const of = venues.get(venue.code) || { venue, locations: new Map(), names: new Map() };
    const code = unit.location?.code || "";
    venues.set(venue.code, of);
    of.locations.set(code, push(of.locations.get(code), unit));
    if (unit.location) of.names.set(code, unit.location);
  }
  /** @type {Layout} */
  const made = { rows: [], height: 0, places: new Map() };
  for (const { venue, locations, names } of [...venues.values()].sort((one, other) => byName(one.venue, other.venue))) {
    add(made, venueRow(venue, [...locations.values()].flat()));
    for (const code of [...locations.keys()].sort((one, other) => byName(names.get(one), names.get(other)))) {
      add(made, locationRow(venue, names.get(code) || null, locations.get(code) || []));
    }
  }
  return made;
}

/** @template T @param {T[] | undefined} list @param {T} item */
function push(list, item) {
  if (!list) return [item];
  list.push(item);
  return list;
}

/**
 * What has no code comes last.
 *
 * @param {Contract.Coded | undefined} one
 * @param {Contract.Coded | undefined} other
 */
const byName = (one, other) =>
  Number(!one?.code) - Number(!other?.code) || NAMES.compare(one?.name || one?.code || "", other?.name || other?.code || "");

/**
 * The name of a location beside that of its venue: what both begin with is not said again.
 *
 * @param {Contract.Coded} venue
 * @param {Contract.Coded} location
 */
export function shortName(venue, location) {
  const words = (location.name || location.code).split(" ");
  const said = (venue.name || venue.code).split(" ");
  let from = 0;
  while (from < words.length && (words[from] === said[from] || words[from] === "-")) from++;
  return words.slice(from).join(" ") || location.name || location.code;
}

/** @param {Layout} made @param {Row} row */
function add(made, row) {
  row.top = made.height;
  made.height += row.height;
  made.rows.push(row);
  for (const bar of row.bars) {
    made.places.set(bar.unit.code, { row, bar });
  }
}

/** @param {Contract.Coded} venue @param {Contract.Unit[]} units @returns {Row} */
function venueRow(venue, units) {
  /** @type {Map<string, SessionBar>} */
  const sessions = new Map();
  for (const unit of units) {
    const span = timesOf(unit);
    if (unit.session && span && unit.status !== "UNSCHEDULED") {
      const known = sessions.get(unit.session) || { code: unit.session, units: [], from: span.from, to: span.to, lane: 0 };
      known.units.push(unit.code);
      known.from = Math.min(known.from, span.from);
      known.to = Math.max(known.to, span.to);
      sessions.set(unit.session, known);
    }
  }
  const bars = [...sessions.values()];
  const lanes = intoLanes(bars);
  const height = Math.max(VENUE_PX, lanes * SESSION_PX + PAD_PX);
  return { kind: "venue", key: "v " + venue.code, venue, location: null, top: 0, height, bars: [], sessions: bars, longest: longestOf(bars), without: 0 };
}

/** @param {Contract.Coded} venue @param {Contract.Coded | null} location @param {Contract.Unit[]} units @returns {Row} */
function locationRow(venue, location, units) {
  const bars = units.flatMap((unit) => {
    const span = timesOf(unit);
    return span ? [{ unit, ...span, lane: 0 }] : [];
  });
  const lanes = Math.max(1, intoLanes(bars));
  return {
    kind: "location", key: `l ${venue.code} ${location?.code || ""}`, venue, location, top: 0, height: lanes * LANE_PX + PAD_PX, bars, sessions: [],
    longest: longestOf(bars), without: units.length - bars.length,
  };
}

/** @param {{from: number, to: number}[]} bars */
const longestOf = (bars) => bars.reduce((most, bar) => Math.max(most, bar.to - bar.from), 0);

/**
 * Those that reach into a time, of a list in order of start.
 *
 * @template {{from: number, to: number}} Any
 * @param {Any[]} bars
 * @param {number} longest
 * @param {number} from
 * @param {number} to
 */
export function within(bars, longest, from, to) {
  const list = [];
  for (let i = firstFrom(bars, (bar) => bar.from, from - longest); i < bars.length && bars[i].from < to; i++) {
    if (bars[i].to > from) list.push(bars[i]);
  }
  return list;
}

/**
 * The rows between two heights.
 *
 * @param {Row[]} rows
 * @param {number} top
 * @param {number} bottom
 */
export function rowsWithin(rows, top, bottom) {
  const first = Math.max(0, firstFrom(rows, (row) => row.top + row.height, top));
  let end = first;
  while (end < rows.length && rows[end].top < bottom) end++;
  return rows.slice(first, end);
}

/**
 * Index of the first whose value is not less.
 *
 * @template T
 * @param {T[]} list in order of its values
 * @param {(item: T) => number} value
 * @param {number} least
 */
function firstFrom(list, value, least) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(list[middle]) < least) low = middle + 1; else high = middle;
  }
  return low;
}

/**
 * The unit that stands beside another in a direction: in its row by time, or in the next row that has one near the same time.
 *
 * @param {Layout} layout
 * @param {string} code
 * @param {"left" | "right" | "up" | "down"} direction
 * @returns {Bar | null}
 */
export function neighbour({ rows, places }, code, direction) {
  const place = places.get(code);
  if (!place) {
    return rows.find((row) => row.bars.length)?.bars[0] || null;
  }
  if (direction === "left" || direction === "right") {
    return place.row.bars[place.row.bars.indexOf(place.bar) + (direction === "left" ? -1 : 1)] || null;
  }
  const step = direction === "up" ? -1 : 1;
  for (let i = rows.indexOf(place.row) + step; i >= 0 && i < rows.length; i += step) {
    if (rows[i].bars.length) {
      return rows[i].bars.reduce((best, bar) => (Math.abs(bar.from - place.bar.from) < Math.abs(best.from - place.bar.from) ? bar : best));
    }
  }
  return null;
}
