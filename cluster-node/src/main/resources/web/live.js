// Follows the live feed and moves on with its cursor when the data centre is gone.
import { games, leave, site } from "./sites.js";
import { language } from "./words.js";

const RETRY_FIRST_MS = 200;
const RETRY_LAST_MS = 5000;
/** Signs of life come every 15 seconds; a connection on which none came twice is dead, though nobody said so. */
const SILENCE_MS = 40_000;
const START_MS = 3000;
const KINDS = ["schedule", "result", "medals", "resync"];
/** These tell only where the reader stands. */
const SIGNS = ["start", "cursor"];

let cursor = "";
let retry = RETRY_FIRST_MS;
const newest = new Map();

/**
 * Calls handler(kind, value) for each change; connected(true|false) as the feed comes and goes. Resolves when it is followed, so that what is
 * loaded from then on has no gap; after three seconds in any case, because a page without the feed is better than none.
 */
export function follow(handler, connected) {
  return new Promise((started) => {
    setTimeout(started, START_MS);
    open(handler, connected, started);
  });
}

function open(handler, connected, started) {
  const from = site();
  const query = new URLSearchParams({ lang: language, ...(games() && { games: games() }), ...(cursor && { cursor }) });
  const source = new EventSource(from.url + "/v1/live?" + query);
  let watchdog = null;
  const alive = (event) => {
    cursor = (event && event.lastEventId) || cursor;
    clearTimeout(watchdog);
    watchdog = setTimeout(() => again(true), SILENCE_MS);
  };
  const again = (failed) => {
    source.close();
    clearTimeout(watchdog);
    leave(from);
    if (failed) {
      connected(false);
      setTimeout(() => open(handler, connected, started), retry * (0.5 + Math.random()));
      retry = Math.min(RETRY_LAST_MS, retry * 2);
    } else {
      open(handler, connected, started);
    }
  };
  source.onopen = () => { retry = RETRY_FIRST_MS; alive(null); connected(true); };
  for (const sign of SIGNS) {
    source.addEventListener(sign, (event) => { alive(event); started(); });
  }
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => {
      const value = JSON.parse(event.data);
      alive(event);
      if (isNew(kind, value)) {
        handler(kind, value);
      }
    });
  }
  // The data centre is being emptied: there is no need to wait for its end.
  source.addEventListener("move", () => again(false));
  // EventSource itself would try the same data centre again.
  source.onerror = () => again(true);
  alive(null);
}

/** After a move some values may come twice; a result is known by its version and position. */
function isNew(kind, value) {
  if (kind !== "result") {
    return true;
  }
  const mark = value.version + " " + value.position;
  const known = newest.get(value.unit) === mark;
  newest.set(value.unit, mark);
  return !known;
}
