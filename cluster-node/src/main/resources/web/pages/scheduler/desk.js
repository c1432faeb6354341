// @ts-check
// What all parts of the desk look at: the timetable, what is chosen, the draft, who works here, and what happens, in words.
import { createStore } from "../../shared/store.js";
import { dayName } from "../../shared/units.js";
import { createAccess } from "./access.js";
import { nameOf } from "./consequences.js";
import { dayFrom, dayOf, inOrder, NO_TIME, shown } from "./filters.js";
import { createNews } from "./news.js";
import { createPlan } from "./plan.js";
import { layout } from "./rows.js";
import { createSelection } from "./selection.js";
import { createTimetable } from "./timetable.js";
import { createUnsettled } from "./unsettled.js";

/** @typedef {ReturnType<typeof createDesk>} Desk */
/** @typedef {"change" | "clashes" | "conflicts" | "holds" | "storm" | "changes" | "files"} Tab */

/** What decides which units are shown. */
const FILTERS = /** @type {const} */ (["day", "dayOnly", "discipline", "venue", "text", "clashesOnly"]);

/** @param {import("../../shared/page.js").Page} page */
export function createDesk(page) {
  const { api, words, store } = page;
  const timetable = createTimetable(page);
  const access = createAccess(api);
  const unsettled = createUnsettled(access, page.tell);
  const selection = createSelection();
  const choice = createStore({
    day: "", dayOnly: true, discipline: "", venue: "", text: "", clashesOnly: false, hour: 64, tab: /** @type {Tab} */ ("change"), isOpen: false,
  });
  /** What was said last, for who does not see it; and for who does. */
  const said = createStore({ text: "", count: 0 });
  const say = (/** @type {string} */ text) => said.set({ text, count: said.state.count + 1 });
  const news = createNews({ history, timetable, words, named, authorOf, say, faded: () => redraw.forEach((call) => call()) });
  const plan = createPlan({ access, timetable, starts: news.expect, done });
  /**
   * Changes of one's own, the newest last.
   *
   * @type {string[]}
   */
  const own = [];
  /** @type {Set<() => void>} */
  const redraw = new Set();
  /** @type {import("./rows.js").Layout | null} */
  let laid = null;
  /** @type {Contract.Unit[] | null} */
  let list = null;
  /** @type {Map<string, string> | null} */
  let placeNames = null;

  /**
   * Who has a key is told what is known at this moment; others may be told what was known some seconds ago.
   *
   * @param {string} code
   * @param {number} limit
   */
  function history(code, limit) {
    const path = /** @type {const} */ (`/v1/units/${encodeURIComponent(code)}/history`);
    return access.isIn() ? access.send("GET", path, { query: { limit } }) : api.get(path, { limit });
  }

  /** @param {Contract.ScheduleChange} change */
  function done(change) {
    own.push(change.id || "");
    const left = change.units.filter(({ outcome }) => outcome !== "changed" && outcome !== "unchanged").length;
    say(left ? words.word("desk.doneBut", { count: change.units.length - left, left }) : words.word("desk.done", { count: change.units.length }));
  }

  /**
   * The name of what a code means in a field.
   *
   * @param {string} field
   * @param {string} value
   */
  function named(field, value) {
    const place = field === "venue" || field === "location" ? names().get(field + value) : "";
    return place || (field === "status" ? words.status(value) : value === "true" ? words.word("desk.yes") : value === "false" ? words.word("desk.no") : value);
  }

  /**
   * Who it was, in words: of a message its source.
   *
   * @param {Contract.Author} author
   */
  function authorOf({ name, via }) {
    return via === "odf" ? words.word("desk.venueFeed", { source: name }) : name;
  }

  function names() {
    return placeNames ??= new Map([...timetable.units().values()].flatMap(({ venue, location }) => [
      ...(venue ? [/** @type {[string, string]} */ (["venue" + venue.code, venue.name || venue.code])] : []),
      ...(location ? [/** @type {[string, string]} */ (["location" + location.code, location.name || location.code])] : []),
    ]));
  }

  const hasClash = (/** @type {string} */ code) => timetable.clashesOf(code).some(({ severity }) => severity !== "note");
  const visible = () => (list ??= inOrder(shown(timetable.units().values(), choice.state, hasClash, timetable.zone())));
  const forget = () => { laid = null; list = null; };
  timetable.on((codes) => {
    if (!codes) placeNames = null;
    forget();
  });
  let filtered = choice.state;
  choice.on((state) => {
    if (FILTERS.some((name) => state[name] !== filtered[name])) forget();
    filtered = state;
  });

  return {
    page, words, timetable, access, unsettled, selection, authorOf, choice, said, say, news, plan, own,
    isNews: news.isNew,
    named,
    /**
     * Calls when something is to be drawn again that no store tells.
     *
     * @param {() => void} call
     */
    onFade(call) { redraw.add(call); },
    /** The units that the filters let through, in order of time. */
    visible,
    /** What the axis shows: the day, or the whole Games. */
    span: () => (choice.state.dayOnly && choice.state.day !== NO_TIME && choice.state.day ? dayFrom(choice.state.day, timetable.zone()) : timetable.span()),
    layout: () => (laid ??= layout(visible())),
    dayName: (/** @type {string} */ day) => dayName(day, words.language()),
    dayOf: (/** @type {Contract.Unit} */ unit) => dayOf(unit, timetable.zone()),
    unitName: (/** @type {string} */ code) => nameOf(timetable.unit(code), code),
    /** All venues in use, by name. */
    venues: () => /** @type {[string, string][]} */ ([...names()].filter(([key]) => key.startsWith("venue")).map(([key, name]) => [key.slice(5), name])
      .sort((one, other) => one[1].localeCompare(other[1]))),
    /**
     * The locations of a venue.
     *
     * @param {string} code
     * @returns {[string, string][]}
     */
    locations(code) {
      const found = new Map([...timetable.units().values()].flatMap(({ venue, location }) =>
        (venue?.code === code && location ? [/** @type {[string, string]} */ ([location.code, location.name || location.code])] : [])));
      return [...found].sort((one, other) => one[1].localeCompare(other[1]));
    },
    /**
     * Codes of sessions of a discipline.
     *
     * @param {string} discipline
     */
    sessions: (discipline) => [...new Set([...timetable.units().values()].flatMap((unit) => (unit.discipline === discipline && unit.session ? [unit.session] : [])))].sort(),
    /** A moment of the Games, with its day. */
    moment(/** @type {string} */ time) {
      const at = Date.parse(time);
      return `${dayName(timetable.zone().date(at), words.language())} ${timetable.zone().clock(at)}`;
    },
    games: () => store.state.chosen,
    /** Chooses a unit and goes where it is. */
    go(/** @type {string} */ code) {
      const unit = timetable.unit(code);
      if (unit) {
        choice.set({ day: dayOf(unit, timetable.zone()) });
        if (!visible().includes(unit)) choice.set({ discipline: "", venue: "", text: "", clashesOnly: false });
        selection.only([code]);
      }
    },
  };
}
