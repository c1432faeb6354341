// @ts-check
// The timetable of a day, and what is running now.
import { chooser, element } from "../../shared/elements.js";
import { Problem } from "../../shared/problem.js";
import { href } from "../../shared/router.js";
import { dayName, daysOf, isRemoved, isRunning, mayBeOn, startOf, staysOnItsDay } from "../../shared/units.js";

/** After a change of the timetable that only the server can place on a day; spread, because all pages hear of it at once. */
const RELOAD_FIRST_MS = 500;
const RELOAD_SPREAD_MS = 1500;

/**
 * @param {import("../../shared/page.js").Page} page
 * @param {import("../../shared/store.js").Store<{day: string, discipline: string}>} choice
 * @returns {import("../../shared/stage.js").View}
 */
export function today({ api, words, store, refresh, redraw, redrawSoon }, choice) {
  const { word } = words;
  /** @type {Map<string, Contract.Unit>} */
  let units = new Map();
  /** @type {Contract.Discipline[]} */
  let disciplines = [];
  let isLoaded = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let reloading;
  /**
   * Made once, so that a list that is open is not taken away by a change.
   *
   * @type {Element | undefined}
   */
  let filters;

  const day = () => choice.state.day || store.state.chosen?.today || "";

  /** @type {import("../../shared/stage.js").View["load"]} */
  async function load(newer) {
    const asked = day();
    const [names, list] = await Promise.all([
      disciplines.length ? disciplines : api.all("/v1/disciplines", "disciplines"), api.all("/v1/schedule", "units", { date: asked })]);
    if (names instanceof Problem || list instanceof Problem) {
      return names instanceof Problem ? names : /** @type {Problem} */ (list);
    }
    if (asked === day()) {
      disciplines = names;
      units = new Map(list.map((unit) => newer("schedule", unit.code, unit)).filter((unit) => !isGone(unit)).map((unit) => [unit.code, unit]));
      isLoaded = true;
    }
  }

  /** @param {(Contract.Unit | Contract.RemovedUnit) & Contract.Told} unit @returns {unit is Contract.RemovedUnit} */
  const isGone = (unit) => isRemoved(unit) || unit.left === true;

  /** @param {Contract.Unit} unit */
  const disciplineName = (unit) => disciplines.find((one) => one.code === unit.discipline)?.name || unit.discipline;

  function draw() {
    const all = [...units.values()];
    const shown = all.filter((unit) => !choice.state.discipline || unit.discipline === choice.state.discipline);
    const running = all.filter(isRunning);
    filters ??= makeFilters();
    return [
      element("h1", {}, word("today")),
      running.length > 0 && element("section", { "aria-label": word("now") },
        element("h2", {}, word("now")), element("div", { class: "now" }, ...running.map(nowCard))),
      filters,
      shown.length ? element("ul", { class: "units" }, ...shown.map(unitLine)) : element("p", {}, word("nothing")),
    ];
  }

  function makeFilters() {
    const days = daysOf(store.state.chosen).map((one) => /** @type {[string, string]} */ ([one, dayName(one, words.language())]));
    const names = disciplines.map(({ code, name }) => /** @type {[string, string]} */ ([code, name]));
    return element("div", { class: "filters" },
      chooser({ "aria-label": word("day") }, days, day(), (chosen) => {
        choice.set({ day: chosen });
        refresh();
      }),
      chooser({ "aria-label": word("discipline") }, [["", word("all")], ...names], choice.state.discipline, (chosen) => {
        choice.set({ discipline: chosen });
        redraw();
      }));
  }

  /** @param {Contract.Unit} unit */
  function nowCard(unit) {
    return element("a", { href: href("/unit/:code", { code: unit.code }), "data-key": "now " + unit.code },
      element("small", {}, disciplineName(unit)), element("strong", {}, unit.name),
      element("div", { class: "status live first" }, words.status(unit.resultStatus || unit.status)));
  }

  /**
   * The discipline's name stands there where lines of several are together.
   *
   * @param {Contract.Unit} unit
   */
  function unitLine(unit) {
    const kind = isRunning(unit) ? " live" : unit.status === "FINISHED" ? " done" : "";
    const status = unit.resultStatus && unit.resultStatus !== "START_LIST" ? unit.resultStatus : unit.status;
    const where = new Set([!choice.state.discipline && disciplineName(unit), unit.venue?.name, unit.location?.name].filter(Boolean));
    return element("li", { "data-unit": unit.code }, element("a", { href: href("/unit/:code", { code: unit.code }), "data-key": unit.code },
      element("span", { class: "time" }, startOf(unit)),
      element("span", {}, unit.name, unit.medal === 1 && goldMark()),
      element("span", { class: "status" + kind }, words.status(status)),
      element("span", { class: "where" }, [...where].join(" · "))));
  }

  const goldMark = () => element("span", { class: "medal", role: "img", "aria-label": word("gold"), title: word("gold") }, " ●");

  /**
   * A unit that stays where it was is replaced; one that is new or moves may be on this day or not, which only the server knows.
   *
   * @type {NonNullable<import("../../shared/stage.js").View["changed"]>}
   */
  function changed({ kind, value }) {
    if (kind !== "schedule" || !isLoaded) {
      return;
    }
    const known = units.get(value.code);
    if (isGone(value)) {
      units.delete(value.code);
    } else if (known || mayBeOn(day(), value)) {
      if (known) units.set(value.code, value);
      if (!known || !staysOnItsDay(known, value)) reloadSoon();
    }
    redrawSoon();
  }

  function reloadSoon() {
    reloading ??= setTimeout(() => {
      reloading = undefined;
      refresh();
    }, RELOAD_FIRST_MS + Math.random() * RELOAD_SPREAD_MS);
  }

  return { load, draw, changed, leave: () => clearTimeout(reloading) };
}
