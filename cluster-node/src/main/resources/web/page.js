// The page: which view is shown, what it holds, and how live changes get into it.
import { arrive, loading } from "./arrivals.js";
import { follow } from "./live.js";
import { choose, get, learnSites, onSite } from "./sites.js";
import { clock, element, isRunning, medalTable, nowCard, resultTable, unitLine } from "./views.js";
import { language, statusWord, words } from "./words.js";

const main = document.getElementById("main");
const PAGE_LIMIT = 1000;
/** After a change of the timetable that only the server can place on a day; spread, because all pages hear of it at once. */
const RELOAD_FIRST_MS = 500;
const RELOAD_SPREAD_MS = 1500;
const DAY_MS = 86_400_000;
/** Before any Games has a timetable there is nothing to follow. */
const GAMES_AGAIN_MS = 5000;
const asked = new URLSearchParams(location.search).get("games") || "";
const state = { games: null, day: "", discipline: "", units: new Map(), disciplines: [], medals: null, unit: null, result: null };

/** The Games asked for, else the default ones, else the first that are no test. */
async function loadGames() {
  const all = ((await get("/v1/games")) || { games: [] }).games.sort((one, other) => isTest(one) - isTest(other));
  state.games = asked ? all.find((one) => one.code === asked) : all.find((one) => one.default) || all.find((one) => !isTest(one));
  choose(state.games ? state.games.code : "");
  const codes = all.map((one) => [one.code, one.code]);
  const several = state.games ? codes.length > 1 : codes.length > 0;
  const options = state.games ? codes : [["", ""], ...codes];
  document.getElementById("games").replaceChildren(several ? chooser(words.games, options, state.games ? state.games.code : "", chooseGames) : codes.map(([code]) => code).join());
  return Boolean(state.games) || !asked;
}

const isTest = (one) => one.code.endsWith("-T");

function chooseGames(code) {
  const url = new URL(location);
  url.searchParams.set("games", code);
  url.hash = "";
  location.assign(url);
}

const isGone = (unit) => unit.removed || unit.left;

const loadDay = () => loading(async (newer) => {
  const day = state.day;
  const units = new Map();
  let cursor = "";
  do {
    const page = await get("/v1/schedule?date=" + day + "&limit=" + PAGE_LIMIT + (cursor ? "&cursor=" + cursor : ""));
    if (!page) return;
    page.units.map((unit) => newer("schedule", unit.code, unit)).filter((unit) => !isGone(unit)).forEach((unit) => units.set(unit.code, unit));
    cursor = page.next;
  } while (cursor);
  if (day === state.day) state.units = units;
});

function days() {
  const list = [];
  if (state.games && state.games.firstDay) {
    for (let day = new Date(state.games.firstDay + "T12:00:00Z"); day.toISOString().slice(0, 10) <= state.games.lastDay && list.length < 400; day.setUTCDate(day.getUTCDate() + 1)) {
      list.push(day.toISOString().slice(0, 10));
    }
  }
  return list;
}

const dayName = (day) => new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day + "T12:00:00Z"));

function chooser(label, options, value, chosen) {
  const select = element("select", { "aria-label": label }, ...options.map(([code, name]) => element("option", { value: code, selected: code === value }, name)));
  select.addEventListener("change", () => chosen(select.value));
  return select;
}

const disciplineName = (unit) => (state.disciplines.find((one) => one.code === unit.discipline) || { name: unit.discipline }).name;

function drawToday() {
  const units = [...state.units.values()].filter((unit) => !state.discipline || unit.discipline === state.discipline);
  const running = [...state.units.values()].filter(isRunning);
  const scroll = window.scrollY;
  main.replaceChildren(
    element("h1", {}, words.today),
    running.length ? element("section", { "aria-label": words.now }, element("h2", {}, words.now), element("div", { class: "now" }, ...running.map((unit) => nowCard(unit, disciplineName(unit))))) : element("span"),
    element("div", { class: "filters" },
      chooser(words.day, days().map((day) => [day, dayName(day)]), state.day, (day) => { state.day = day; showToday(); }),
      chooser(words.discipline, [["", words.all], ...state.disciplines.map((one) => [one.code, one.name])], state.discipline, (code) => { state.discipline = code; drawToday(); })),
    units.length ? element("ul", { class: "units" }, ...units.map((unit) => unitLine(unit, state.discipline ? null : disciplineName(unit)))) : element("p", {}, words.nothing));
  window.scrollTo(0, scroll);
}

async function showToday() {
  state.unit = null;
  state.day = state.day || (state.games && state.games.today) || "";
  if (!state.disciplines.length) state.disciplines = ((await get("/v1/disciplines?limit=1000")) || { disciplines: [] }).disciplines;
  await loadDay();
  if (current() === "today") drawToday();
}

function drawUnit(before) {
  const unit = state.unit;
  const title = unit ? unit.name || unit.code : state.result ? state.result.unit : "";
  const facts = unit ? [unit.start && unit.start.slice(0, 10) + " " + clock(unit.start), unit.venue && unit.venue.name].filter(Boolean).join(" · ") : "";
  const status = state.result && state.result.status;
  main.replaceChildren(
    element("h1", {}, title), element("p", { class: "time" }, facts),
    element("p", { class: "status first" + (status === "LIVE" ? " live" : ""), "aria-live": "polite" },
      [unit && unit.removed && words.removed, unit && statusWord(unit.status), statusWord(status), state.result && state.result.version ? words.version + " " + state.result.version : ""].filter(Boolean).join(" · ")),
    state.result && state.result.rows.length ? resultTable(state.result, before) : element("p", {}, words.waiting));
}

const showUnit = (code) => loading(async (newer) => {
  state.unit = { code };
  const [unit, result] = await Promise.all([get("/v1/units/" + code), get("/v1/units/" + code + "/result")]);
  if (state.unit && state.unit.code === code) {
    state.unit = newer("schedule", code, unit || { code });
    state.result = newer("result", code, result);
    drawUnit(null);
  }
});

const showMedals = () => loading(async (newer) => {
  state.unit = null;
  state.medals = newer("medals", "", await get("/v1/medals"));
  if (current() === "medals") drawMedals();
});

const drawMedals = () => main.replaceChildren(element("h1", {}, words.medals), medalTable(state.medals || { rows: [] }));

const current = () => (location.hash.startsWith("#/unit/") ? "unit" : location.hash === "#/medals" ? "medals" : "today");

function show() {
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.page === current()) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  if (!main.hasChildNodes()) main.replaceChildren(element("p", {}, words.loading));
  const view = current() === "unit" ? showUnit(decodeURIComponent(location.hash.slice(7))) : current() === "medals" ? showMedals() : showToday();
  return view.catch(() => { note(words.lost); setTimeout(show, 2000); });
}

function changed(kind, value) {
  if (kind === "resync") {
    show();
    return;
  }
  const code = kind === "schedule" ? value.code : kind === "result" ? value.unit : "";
  arrive(kind, code, value);
  const shown = current() === "unit" && state.unit && state.unit.code === code;
  if (kind === "schedule") {
    placeOnDay(value);
    if (shown) { state.unit = { ...(value.removed ? state.unit : {}), ...value }; drawUnit(state.result); } else redrawSoon();
  } else if (kind === "result" && shown) {
    const before = state.result;
    state.result = value;
    drawUnit(before);
  } else if (kind === "medals") {
    state.medals = value;
    if (current() === "medals") drawMedals();
  }
}

/** A unit that stays where it was is replaced; one that is new or moves may be on this day or not, which only the server knows. */
function placeOnDay(unit) {
  const known = state.units.get(unit.code);
  if (isGone(unit)) {
    state.units.delete(unit.code);
  } else if (known && ["start", "session", "venue"].every((member) => JSON.stringify(known[member]) === JSON.stringify(unit[member]))) {
    state.units.set(unit.code, unit);
  } else if (known || mayBeOn(state.day, unit)) {
    if (known) state.units.set(unit.code, unit);
    reloadSoon();
  }
}

/** Its own date or, after midnight, the day before; of a unit without a time nothing can be said. */
const mayBeOn = (day, unit) => Boolean(day) && (!unit.start || Math.abs(Date.parse(unit.start.slice(0, 10)) - Date.parse(day)) <= DAY_MS);

let reloading = false;
function reloadSoon() {
  if (!reloading && current() === "today") {
    reloading = true;
    setTimeout(() => {
      reloading = false;
      loadDay().then(redrawSoon, () => reloadSoon());
    }, RELOAD_FIRST_MS + Math.random() * RELOAD_SPREAD_MS);
  }
}

let drawing = false;
/** Many changes at once are one redraw. */
function redrawSoon() {
  if (!drawing && current() === "today") {
    drawing = true;
    setTimeout(() => { drawing = false; if (current() === "today") drawToday(); }, 250);
  }
}

function note(text) {
  document.getElementById("note").textContent = text;
}

const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);

onSite((site, moved) => {
  document.getElementById("site").textContent = words.served + " " + capital(site.site || site.url);
  if (moved) {
    note(words.moved + " " + capital(site.site || site.url));
    setTimeout(() => note(""), 8000);
  }
});

document.documentElement.lang = language;
document.querySelector('[data-page="today"]').textContent = words.today;
document.querySelector('[data-page="medals"]').textContent = words.medals;
document.getElementById("language-label").textContent = words.language;
const chosen = document.getElementById("language");
chosen.value = language;
chosen.addEventListener("change", () => { const url = new URL(location); url.searchParams.set("lang", chosen.value); location.assign(url); });
const connected = (on) => {
  document.getElementById("dot").className = on ? "on" : "";
  if (on && document.getElementById("note").textContent === words.lost) note("");
};

/** Follows first and loads then: what changes in between is told, and not missed. */
async function begin() {
  await learnSites().catch(() => note(words.lost));
  const known = await loadGames().catch(() => null);
  if (known === null) {
    note(words.lost);
    setTimeout(begin, 2000);
  } else if (known && !state.games) {
    main.replaceChildren(element("p", {}, words.nothing));
    setTimeout(begin, GAMES_AGAIN_MS);
  } else if (known) {
    await follow(changed, connected);
    await show();
  } else {
    main.replaceChildren(element("p", {}, words.noGames));
  }
}

window.addEventListener("hashchange", () => { if (!asked || state.games) show(); });
await begin();
