// Which data centre is asked, and what happens when it does not answer: the next one is, for everything from then on.
import { language } from "./words.js";

const TIMEOUT_MS = 3000;
const REMEMBERED = "palmares.sites";

let sites = remembered() || [{ site: "", url: location.origin }];
let current = 0;
let chosen = "";
let listener = () => {};

function remembered() {
  try {
    const list = JSON.parse(localStorage.getItem(REMEMBERED));
    // The page's own origin comes first, whatever was remembered.
    const own = list && list.findIndex((one) => one.url === location.origin);
    return list && own >= 0 ? [...list.slice(own), ...list.slice(0, own)] : null;
  } catch {
    return null;
  }
}

/** The Games that everything is asked of from now on. */
export const choose = (code) => { chosen = code; };
export const games = () => chosen;
export const onSite = (call) => { listener = call; };
export const site = () => sites[current];
export const count = () => sites.length;

/** Learns all data centres from the one that answers, so that the page can go on when that one is gone. */
export async function learnSites() {
  const known = await get("/v1/sites");
  const own = known.sites.findIndex((one) => one.site === known.self);
  sites = [...known.sites.slice(own), ...known.sites.slice(0, own)];
  current = 0;
  try { localStorage.setItem(REMEMBERED, JSON.stringify(sites)); } catch { /* private mode: the list lasts as long as the page */ }
  listener(site(), false);
}

/** Gives the failed data centre up, unless somebody did already. */
export function leave(failed) {
  if (failed === site() && sites.length > 1) {
    current = (current + 1) % sites.length;
    listener(site(), true);
  }
}

/** JSON of the chosen Games from whichever data centre answers. An answer that says "no" (4xx) is an answer. */
export async function get(path) {
  let problem = new Error("no data centre");
  for (let attempt = 0; attempt < 2 * Math.max(1, sites.length); attempt++) {
    const asked = site();
    try {
      const joint = path.includes("?") ? "&" : "?";
      const query = new URLSearchParams({ lang: language, ...(chosen && { games: chosen }) });
      const response = await fetch(asked.url + path + joint + query, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.headers.has("Palmares-Move")) leave(asked);
      if (response.status < 500) {
        return response.ok ? await response.json() : null;
      }
      problem = new Error(String(response.status));
    } catch (failure) {
      problem = failure;
    }
    leave(asked);
  }
  throw problem;
}
