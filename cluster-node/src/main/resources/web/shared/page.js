// @ts-check
// What every page stands on, made once for its window and put together: words, data centres, API, live feed, frame and stage.
import { createApi } from "./api.js";
import { element, fill } from "./elements.js";
import { createFrame } from "./frame.js";
import { createLive } from "./live.js";
import { GAMES_RETIRED, Problem, UNREACHABLE } from "./problem.js";
import { href, match } from "./router.js";
import { createSites } from "./sites.js";
import { createStage } from "./stage.js";
import { createStore } from "./store.js";
import { createWords, preferred } from "./words.js";

const AGAIN_MS = 2000;
/** Before any Games has a timetable there is nothing to follow. */
const GAMES_AGAIN_MS = 5000;
const MOVED_MS = 8000;

/**
 * What views are given.
 *
 * @typedef {object} Page
 * @property {import("./api.js").Api} api
 * @property {import("./words.js").Words} words
 * @property {import("./store.js").Store<import("./frame.js").Shown>} store what is chosen and shown round the view
 * @property {() => Promise<void>} refresh loads what is shown anew
 * @property {() => void} redraw draws what is shown now
 * @property {() => void} redrawSoon the same, once for many changes
 * @property {(problem: Problem) => void} tell shows what went wrong with something that was asked for
 */

/** @typedef {(page: Page, params: import("./router.js").Params) => import("./stage.js").View} MakeView */

/** @param {Contract.Games} one */
const isTest = (one) => one.code.endsWith("-T");
/** @param {string} name */
const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);
/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Opens the page; resolves when its first view is shown.
 *
 * @param {object} parts
 * @param {import("./router.js").Route<MakeView>[]} parts.routes the first is where the page begins; those without parameters are named at its top
 * @param {Contract.LiveEvent["kind"][]} parts.kinds live events that its views want
 */
export async function openPage({ routes, kinds }) {
  const address = new URLSearchParams(location.search);
  const asked = address.get("games") || "";
  const store = createStore(/** @type {import("./frame.js").Shown} */ (
    { language: "", view: "", games: [], chosen: null, site: "", connected: false, note: null, problem: null }));
  const sites = createSites(location.origin, () => localStorage);
  const words = createWords((language) => api.get(`/words/${language}.json`));
  const common = () => ({ lang: words.language(), games: store.state.chosen ? store.state.chosen.code : "" });
  const api = createApi({ sites, common });
  const lost = (/** @type {boolean} */ is) => {
    if (is) store.set({ note: { word: "lost" } });
    else if (store.state.note?.word === "lost") store.set({ note: null });
  };
  const tell = (/** @type {Problem} */ problem) => {
    store.set({ problem });
    // Nothing comes of it any more, from whichever data centre.
    if (problem.kind === GAMES_RETIRED) live.stop();
  };
  const links = routes.filter(({ path }) => !path.includes(":")).map(({ path, name }) => ({ name, href: href(path) }));
  const main = createFrame({ links, store, words, speak, chooseGames });
  const stage = createStage({ main, words, lost, tell });
  const live = createLive({
    sites, kinds,
    query: () => Object.fromEntries(Object.entries(common()).filter(([, value]) => value)),
    changed: stage.changed,
    resync: stage.refresh,
    connected(on) {
      store.set({ connected: on });
      if (on) lost(false);
    },
  });
  const page = { api, words, store, refresh: stage.refresh, redraw: stage.redraw, redrawSoon: stage.redrawSoon, tell };

  sites.on((site, moved) => {
    const name = capital(site.site || site.url);
    store.set({ site: name });
    if (moved) {
      const note = { word: "moved", values: { site: name } };
      store.set({ note });
      setTimeout(() => { if (store.state.note === note) store.set({ note: null }); }, MOVED_MS);
    }
  });

  function show() {
    const { route, params } = match(routes, location.hash);
    store.set({ view: route.name });
    return stage.show(route.view(page, params));
  }

  /**
   * Another language needs no other page: its words, its names, and the feed in it from where it was.
   *
   * @param {string} language
   */
  async function speak(language) {
    const problem = await words.use(language);
    if (problem) {
      tell(problem);
    } else if (words.language() === language) {
      const url = new URL(location.href);
      url.searchParams.set("lang", language);
      history.replaceState(history.state, "", url);
      await restart();
    }
  }

  /** Follows first and loads then: what changes in between is told, and not missed. */
  async function restart() {
    store.set({ language: words.language() });
    if (store.state.chosen) {
      await live.follow();
      await show();
    } else {
      fill(main, element("p", {}, words.word(asked ? "noGames" : "nothing")));
    }
  }

  /**
   * The list of data centres is looked at first: from then on the page can go on without the one it came from.
   *
   * @returns {Promise<Problem | void>}
   */
  async function learn() {
    const [problem, known, list] = await Promise.all([
      words.language() ? undefined : words.use(preferred(address.get("lang"), navigator.languages)), api.get("/v1/sites"), api.get("/v1/games")]);
    if (problem) {
      return problem;
    }
    store.set({ language: words.language() });
    if (known instanceof Problem || list instanceof Problem) {
      return known instanceof Problem ? known : /** @type {Problem} */ (list);
    }
    sites.learn(known);
    const games = list.games.sort((one, other) => Number(isTest(one)) - Number(isTest(other)));
    const chosen = asked ? games.find((one) => one.code === asked) : games.find((one) => one.default) || games.find((one) => !isTest(one));
    store.set({ games, chosen: chosen || null });
  }

  for (let problem = await learn(); problem || !(store.state.chosen || asked); problem = await learn()) {
    if (problem) {
      if (problem.kind === UNREACHABLE) lost(true); else tell(problem);
    } else {
      lost(false);
      fill(main, element("p", {}, words.word("nothing")));
    }
    await pause(problem ? Math.max(AGAIN_MS, problem.retryAfterMs) : GAMES_AGAIN_MS);
  }
  window.addEventListener("hashchange", () => { if (store.state.chosen) show(); });
  store.set({ problem: null });
  await restart();
}

/**
 * Other Games are another page: nothing of what is shown is theirs.
 *
 * @param {string} code
 */
function chooseGames(code) {
  const url = new URL(location.href);
  url.searchParams.set("games", code);
  url.hash = "";
  location.assign(url);
}
