// @ts-check
// Above the timetable: its days with what clashes on them, what is let through, and how wide an hour is.
import { button, chooser, element, fill } from "../../shared/elements.js";
import { daysOf } from "../../shared/units.js";
import { SCALES } from "./axis.js";
import { NO_TIME } from "./filters.js";
import { severitySign } from "./status.js";

const TYPING_MS = 200;

/**
 * @param {import("./desk.js").Desk} desk
 * @param {(day: string) => void} goTo
 */
export function createToolbar(desk, goTo) {
  const { words, choice, timetable } = desk;
  const { word } = words;
  const days = element("div", { class: "days", role: "group" });
  const filters = element("div", { class: "filters" });
  const node = element("div", { class: "toolbar" }, days, filters);
  const search = element("input", { type: "search", id: "search", "data-key": "search" });
  let made = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(find, TYPING_MS);
  });
  // Whoever leaves the field is done with it: what is drawn next shows in it what is looked for.
  search.addEventListener("change", find);

  function find() {
    clearTimeout(typing);
    choice.set({ text: search.value.trim() });
  }

  function draw() {
    days.setAttribute("aria-label", word("day"));
    const counts = clashesOfDays();
    const all = [...daysOf(desk.games()), NO_TIME];
    fill(days, ...all.map((day) => dayButton(day, counts.get(day))));
    days.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const wanted = words.language() + timetable.disciplines().length + desk.venues().length;
    if (wanted !== made) {
      made = wanted;
      search.placeholder = word("desk.search");
      search.setAttribute("aria-label", word("desk.search"));
      fill(filters, search, ...makeFilters());
    }
    setValues();
  }

  /** @param {string} day @param {{error: number, warning: number} | undefined} count */
  function dayButton(day, count) {
    const severity = count?.error ? "error" : count?.warning ? "warning" : "";
    const number = count?.error || count?.warning || 0;
    const node = button({ "aria-pressed": String(day === choice.state.day), "data-key": "day " + day, "data-day": day, class: "day" },
      day === NO_TIME ? word("desk.withoutTime") : desk.dayName(day), () => {
        choice.set({ day });
        goTo(day);
      });
    if (severity) {
      node.append(element("span", { class: "count " + severity, title: word("severity." + severity) }, severitySign(severity), String(number)));
    }
    return node;
  }

  /** Each clash counts on the days of its units. */
  function clashesOfDays() {
    /** @type {Map<string, {error: number, warning: number}>} */
    const counts = new Map();
    for (const { severity, units } of timetable.clashes()) {
      if (severity === "error" || severity === "warning") {
        for (const day of new Set(timetable.known(units).map(desk.dayOf))) {
          const count = counts.get(day) || { error: 0, warning: 0 };
          count[severity]++;
          counts.set(day, count);
        }
      }
    }
    return counts;
  }

  function makeFilters() {
    const { state } = choice;
    const names = timetable.disciplines().map(({ code, name }) => /** @type {[string, string]} */ ([code, name]));
    return [
      chooser({ "aria-label": word("discipline"), "data-key": "discipline", "data-filter": "discipline" }, [["", word("all")], ...names], state.discipline, (discipline) => choice.set({ discipline })),
      chooser({ "aria-label": word("field.venue"), "data-key": "venue", "data-filter": "venue" }, [["", word("desk.allVenues")], ...desk.venues()], state.venue, (venue) => choice.set({ venue })),
      check("clashesOnly", word("desk.clashesOnly")),
      element("span", { class: "joined span", role: "group", "aria-label": word("desk.span") },
        button({ "data-span": "day", "data-key": "span day" }, word("day"), () => choice.set({ dayOnly: true })),
        button({ "data-span": "games", "data-key": "span games" }, word("desk.wholeGames"), () => {
          choice.set({ dayOnly: false });
          goTo(choice.state.day);
        })),
      element("span", { class: "joined zoom", role: "group", "aria-label": word("desk.zoom") },
        button({ "aria-label": word("desk.wider"), "data-key": "wider" }, "−", () => zoom(-1)), button({ "aria-label": word("desk.closer"), "data-key": "closer" }, "+", () => zoom(1))),
    ];
  }

  /** @param {"clashesOnly"} name @param {string} label */
  function check(name, label) {
    const box = element("input", { type: "checkbox", "data-filter": name, "data-key": name });
    box.addEventListener("change", () => choice.set({ [name]: box.checked }));
    return element("label", { class: "check " + name }, box, " ", label);
  }

  /** @param {number} step */
  function zoom(step) {
    const next = SCALES[SCALES.indexOf(choice.state.hour) + step];
    if (next) choice.set({ hour: next });
  }

  /** Filters are changed from elsewhere too: to show what they hide. */
  function setValues() {
    for (const one of /** @type {NodeListOf<HTMLInputElement>} */ (filters.querySelectorAll("[data-filter]"))) {
      const value = choice.state[/** @type {"venue"} */ (one.dataset.filter)];
      if (typeof value === "boolean") one.checked = value; else if (one.value !== value) one.value = value;
    }
    filters.querySelectorAll("[data-span]").forEach((one) => one.setAttribute("aria-pressed", String((one.getAttribute("data-span") === "day") === choice.state.dayOnly)));
    if (document.activeElement !== search) search.value = choice.state.text;
  }

  return { node, draw };
}
