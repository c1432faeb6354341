// The page: which view is shown, what it holds, and how live changes get into it.
import { follow } from "./live.js";
import { get, learnSites, onSite } from "./sites.js";
import { clock, element, isRunning, medalTable, nowCard, resultTable, unitLine } from "./views.js";
import { language, statusWord, words } from "./words.js";

const main = document.getElementById("main");
const PAGE_LIMIT = 1000;
const state = { games: null, day: "", discipline: "", units: new Map(), disciplines: [], medals: null, unit: null, result: null, loading: 0, arrived: new Map() };

async function loadGames() {
  const known = await get("/v1/games");
  state.games = known && known.games.find((one) => one.default);
  document.getElementById("games").textContent = state.games ? state.games.code : "";
}

/** What a live event brought while a list was on its way is newer than the list. */
function newer(code, unit, since) {
  const live = state.arrived.get(code);
  return live && live.at >= since ? live.unit : unit;
}

async function loadDay() {
  const since = performance.now();
  state.units.clear();
  let cursor = "";
  do {
    const page = await get("/v1/schedule?date=" + state.day + "&limit=" + PAGE_LIMIT + (cursor ? "&cursor=" + cursor : ""));
    if (!page) return;
    page.units.forEach((unit) => state.units.set(unit.code, newer(unit.code, unit, since)));
    cursor = page.next;
  } while (cursor);
}

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
  if (!state.games) await loadGames();
  state.day = state.day || (state.games && state.games.today) || "";
  if (!state.disciplines.length) state.disciplines = ((await get("/v1/disciplines?limit=1000")) || { disciplines: [] }).disciplines;
  await loadDay();
  if (current() === "today") drawToday();
}

function drawUnit(before) {
  const unit = state.unit;
  const title = unit ? unit.name : state.result ? state.result.unit : "";
  const facts = unit ? [unit.start && unit.start.slice(0, 10) + " " + clock(unit.start), unit.venue && unit.venue.name].filter(Boolean).join(" · ") : "";
  const status = state.result && state.result.status;
  main.replaceChildren(
    element("h1", {}, title), element("p", { class: "time" }, facts),
    element("p", { class: "status " + (status === "LIVE" ? "live" : ""), style: "text-align:left", "aria-live": "polite" },
      [unit && statusWord(unit.status), statusWord(status), state.result && state.result.version ? words.version + " " + state.result.version : ""].filter(Boolean).join(" · ")),
    state.result && state.result.rows.length ? resultTable(state.result, before) : element("p", {}, words.waiting));
}

async function showUnit(code) {
  state.unit = { code };
  const [unit, result] = await Promise.all([get("/v1/units/" + code), get("/v1/units/" + code + "/result")]);
  if (state.unit && state.unit.code === code) {
    state.unit = unit || { code, name: code };
    state.result = result;
    drawUnit(null);
  }
}

async function showMedals() {
  state.unit = null;
  state.medals = await get("/v1/medals");
  if (current() === "medals") drawMedals();
}

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
  } else if (kind === "schedule") {
    state.arrived.set(value.code, { unit: value, at: performance.now() });
    if (state.units.has(value.code)) state.units.set(value.code, value);
    if (current() === "unit" && state.unit && state.unit.code === value.code) { state.unit = value; drawUnit(state.result); } else redrawSoon();
  } else if (kind === "result" && current() === "unit" && state.unit && state.unit.code === value.unit) {
    const before = state.result;
    state.result = value;
    drawUnit(before);
  } else if (kind === "medals") {
    state.medals = value;
    if (current() === "medals") drawMedals();
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
window.addEventListener("hashchange", show);

await learnSites().catch(() => note(words.lost));
await show();
follow(changed, (on) => { document.getElementById("dot").className = on ? "on" : ""; if (on && document.getElementById("note").textContent === words.lost) note(""); });
