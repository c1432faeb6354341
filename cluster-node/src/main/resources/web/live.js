// Follows the live feed and moves on with its cursor when the data centre is gone.
import { leave, site } from "./sites.js";
import { language } from "./words.js";

const RETRY_FIRST_MS = 200;
const RETRY_LAST_MS = 5000;
const KINDS = ["schedule", "result", "medals", "resync"];

let source = null;
let cursor = "";
let retry = RETRY_FIRST_MS;
const newest = new Map();

/** Calls handler(kind, value) for each change; connected(true|false) as the feed comes and goes. */
export function follow(handler, connected) {
  const from = site();
  const at = cursor ? "&cursor=" + encodeURIComponent(cursor) : "";
  source = new EventSource(from.url + "/v1/live?lang=" + language + at);
  source.onopen = () => { retry = RETRY_FIRST_MS; connected(true); };
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => {
      cursor = event.lastEventId || cursor;
      const value = JSON.parse(event.data);
      if (isNew(kind, value)) {
        handler(kind, value);
      }
    });
  }
  // The data centre is being emptied: there is no need to wait for its end.
  source.addEventListener("move", () => {
    source.close();
    leave(from);
    follow(handler, connected);
  });
  // EventSource itself would try the same data centre again.
  source.onerror = () => {
    source.close();
    connected(false);
    leave(from);
    setTimeout(() => follow(handler, connected), retry * (0.5 + Math.random()));
    retry = Math.min(RETRY_LAST_MS, retry * 2);
  };
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
