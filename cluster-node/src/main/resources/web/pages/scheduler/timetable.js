// @ts-check
// The whole timetable with what clashes in it, as the page knows it: loaded once, and kept by the live feed.
import { Problem } from "../../shared/problem.js";
import { isRemoved } from "../../shared/units.js";
import { spanOf } from "./axis.js";
import { timesOf } from "./rows.js";
import { createZone } from "./zone.js";

/** Clashes follow from many units: they are asked for when the changes of a moment are over, and not more often than this. */
const CLASHES_AFTER_MS = 800;

/** @typedef {ReturnType<typeof createTimetable>} Timetable */

/** @param {Pick<import("../../shared/page.js").Page, "api" | "store" | "tell">} page */
export function createTimetable({ api, store, tell }) {
  /** @type {Map<string, Contract.Unit>} */
  let units = new Map();
  /** @type {Contract.Clash[]} */
  let clashes = [];
  /** @type {Map<string, Contract.Clash[]>} */
  let clashesOf = new Map();
  /** @type {Contract.Discipline[]} */
  let disciplines = [];
  let zone = createZone("UTC");
  let span = { from: 0, to: 1 };
  let isLoaded = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;
  /** @type {Set<(codes: string[] | null) => void>} */
  const listeners = new Set();

  /** @param {string[] | null} codes null: everything may be another */
  const tellAll = (codes) => listeners.forEach((listener) => listener(codes));

  /** @type {import("../../shared/stage.js").View["load"]} */
  async function load(newer) {
    const [names, list, found] = await Promise.all([
      api.all("/v1/disciplines", "disciplines"), api.all("/v1/schedule", "units"), api.all("/v1/schedule/clashes", "clashes")]);
    for (const answer of [names, list, found]) {
      if (answer instanceof Problem) {
        return answer;
      }
    }
    zone = createZone(store.state.chosen?.zone || "UTC");
    disciplines = /** @type {Contract.Discipline[]} */ (names);
    units = new Map();
    for (const one of /** @type {Contract.Unit[]} */ (list)) {
      const unit = newer("schedule", one.code, one);
      if (!isRemoved(unit)) units.set(unit.code, unit);
    }
    isLoaded = true;
    measure();
    takeClashes(/** @type {Contract.Clash[]} */ (found));
    tellAll(null);
  }

  function measure() {
    const moments = [];
    for (const unit of units.values()) {
      const times = timesOf(unit);
      if (times) moments.push(times.from, times.to);
    }
    const games = store.state.chosen;
    span = spanOf(moments, games?.firstDay && games.lastDay ? [games.firstDay, games.lastDay] : [], zone);
  }

  /** @param {Contract.Clash[]} found */
  function takeClashes(found) {
    clashes = found;
    clashesOf = new Map();
    for (const clash of found) {
      for (const code of clash.units) {
        clashesOf.set(code, [...(clashesOf.get(code) || []), clash]);
      }
    }
  }

  function askForClashes() {
    if (asking) {
      return;
    }
    asking = setTimeout(async () => {
      asking = undefined;
      const found = await api.all("/v1/schedule/clashes", "clashes");
      if (found instanceof Problem) {
        tell(found);
      } else {
        takeClashes(found);
        tellAll(null);
      }
    }, CLASHES_AFTER_MS);
  }

  /**
   * What the live feed says.
   *
   * @param {Contract.LiveEvent} change
   */
  function changed({ kind, value }) {
    if (kind !== "schedule" || !isLoaded) {
      return null;
    }
    const before = units.get(value.code) || null;
    if (isRemoved(value)) units.delete(value.code); else units.set(value.code, value);
    if (!isRemoved(value) && value.start && (Date.parse(value.start) < span.from || Date.parse(value.end || value.start) > span.to)) measure();
    tellAll([value.code]);
    askForClashes();
    return { before, now: isRemoved(value) ? null : value };
  }

  return {
    load,
    changed,
    unit: (/** @type {string} */ code) => units.get(code),
    units: () => units,
    /** Those of the codes that are known. */
    known: (/** @type {Iterable<string>} */ codes) => [...codes].flatMap((code) => units.get(code) || []),
    clashes: () => clashes,
    clashesOf: (/** @type {string} */ code) => clashesOf.get(code) || [],
    disciplines: () => disciplines,
    zone: () => zone,
    span: () => span,
    isLoaded: () => isLoaded,
    /** Takes a unit over that an answer brought. */
    take(/** @type {Contract.Unit} */ unit) { changed({ kind: "schedule", value: unit }); },
    /** Calls listener(codes) with what has changed; null is anything. */
    on(/** @type {(codes: string[] | null) => void} */ listener) { listeners.add(listener); },
  };
}
