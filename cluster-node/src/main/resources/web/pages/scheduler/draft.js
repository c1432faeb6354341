// @ts-check
// A change that is thought of and not made: which units, and what is to become of them. Pure.
import { spanOfUnit } from "./rows.js";

const MINUTE_MS = 60_000;

/** @typedef {{start?: string, date?: string, venue?: string, location?: string, session?: string}} To */
/** @typedef {"shift" | "move" | "delay" | "postpone" | "cancel" | "restore" | "set"} ActionName */
/** @typedef {Record<string, string | boolean | null>} Values fields of a unit; revision is that which they are made to */
/** @typedef {{name: string, bytes: ArrayBuffer}} Sheet */
/**
 * `values` of `set`, each unit's own. Of a spreadsheet the data centre says which units and values those are.
 *
 * @typedef {{units: string[], action: ActionName, minutes?: number, to?: To, values?: Record<string, Values>, sheet?: Sheet}} Draft
 */
/** @typedef {{venue: Contract.Coded, location: Contract.Coded | null}} Place */

/** @type {ActionName[]} */
export const ACTIONS = ["shift", "move", "delay", "postpone", "cancel", "restore"];
const REVISION = "revision";
/** Nobody moves them any more. */
const STAYS = ["RUNNING", "SCHEDULED_BREAK", "FINISHED"];

/** @param {Contract.Unit} unit */
export const isMovable = (unit) => !STAYS.includes(unit.status);

/**
 * What it means that units were dragged: by some time, and to another row or not. Nothing where they are where they were.
 *
 * @param {Contract.Unit[]} units
 * @param {number} byMs
 * @param {Place | null} place
 * @param {import("./zone.js").Zone} zone
 * @returns {Draft | null}
 */
export function dragged(units, byMs, place, zone) {
  const codes = units.map((unit) => unit.code);
  const minutes = Math.round(byMs / MINUTE_MS);
  if (!place || units.every((unit) => isAt(unit, place))) {
    return minutes && codes.length ? { units: codes, action: "shift", minutes } : null;
  }
  const first = firstStart(units);
  return {
    units: codes, action: "move",
    to: {
      ...(minutes !== 0 && first !== null && { start: zone.iso(first + byMs) }),
      ...(place.venue.code && { venue: place.venue.code }),
      ...(place.location?.code && { location: place.location.code }),
    },
  };
}

/** @param {Contract.Unit} unit @param {Place} place */
const isAt = (unit, place) => (unit.venue?.code || "") === place.venue.code && (unit.location?.code || "") === (place.location?.code || "");

/**
 * Of those that can still move.
 *
 * @param {Contract.Unit[]} units
 */
export function firstStart(units) {
  const starts = units.filter(isMovable).flatMap((unit) => (unit.start ? [Date.parse(unit.start)] : []));
  return starts.length ? Math.min(...starts) : null;
}

/**
 * Where the units of a draft would be drawn, before anybody has worked it out.
 *
 * @param {Draft} draft
 * @param {Contract.Unit[]} units
 * @param {import("./zone.js").Zone} zone
 */
export function preview({ action, minutes, to, values }, units, zone) {
  const first = firstStart(units);
  /** @type {Map<string, {from: number, to: number, venue?: string, location?: string}>} */
  const places = new Map();
  for (const unit of units) {
    const span = spanOfUnit(unit);
    const own = values?.[unit.code];
    if (own) {
      const after = spanOfUnit({ start: textOf(own.start, unit.start), end: textOf(own.end, unit.end) });
      if (after) places.set(unit.code, { ...after, venue: textOf(own.venue, undefined), location: textOf(own.location, undefined) });
    } else if (span && isMovable(unit)) {
      const by = action === "shift" ? (minutes || 0) * MINUTE_MS
        : to?.start && first !== null ? Date.parse(to.start) - first
        : to?.date ? zone.at(to.date + zone.field(span.from).slice(10)) - span.from : 0;
      places.set(unit.code, { from: span.from + by, to: span.to + by, venue: to?.venue, location: to?.location });
    }
  }
  return places;
}

/**
 * What a value says, else what there is.
 *
 * @param {string | boolean | null | undefined} value
 * @param {string | undefined} now
 */
const textOf = (value, now) => (value === undefined ? now : typeof value === "string" ? value : undefined);

/**
 * The body of POST /v1/schedule/changes.
 *
 * @param {Draft} draft
 * @param {{reason: string, dryRun: boolean, accept: string[]}} how
 */
export function bodyOf({ units, action, minutes, to, values }, { reason, dryRun, accept }) {
  return {
    action, ...(action === "set" ? { units: values } : { select: { units } }),
    ...(action === "shift" && { minutes }),
    ...(action === "move" && { to }),
    ...(reason && { reason }),
    ...(dryRun && { dryRun }),
    ...(accept.length && { accept }),
  };
}

/**
 * How it is asked for: a spreadsheet goes as it is, and the rest stands in the address.
 *
 * @param {Draft} draft
 * @param {{reason: string, dryRun: boolean, accept: string[]}} how
 * @returns {Pick<import("../../shared/api.js").Options, "body" | "csv" | "query">}
 */
export const requestOf = (draft, how) => (draft.sheet
  ? { csv: draft.sheet.bytes, query: { dryRun: String(how.dryRun), reason: how.reason, accept: how.accept.join() } } : { body: bodyOf(draft, how) });

/**
 * The draft of a spreadsheet, with what the answer says is in it.
 *
 * @param {Draft} draft
 * @param {Contract.ScheduleChange} answer
 * @returns {Draft}
 */
export const readFrom = (draft, { units }) =>
  ({ ...draft, units: units.map(({ code }) => code), values: Object.fromEntries(units.filter(({ after }) => Object.keys(after).length).map(({ code, after }) => [code, after])) });

/**
 * Whether there is enough in it to be worked out.
 *
 * @param {Draft | null} draft
 * @returns {draft is Draft}
 */
export const isWhole = (draft) =>
  draft !== null && (draft.sheet !== undefined || draft.units.length > 0 && (draft.action === "shift" ? Boolean(draft.minutes)
    : draft.action === "move" ? Object.values(draft.to || {}).some(Boolean)
    : draft.action === "set" ? Object.values(draft.values || {}).some((own) => Object.keys(own).some((field) => field !== REVISION)) : true));
