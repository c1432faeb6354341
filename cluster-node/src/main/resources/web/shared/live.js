// @ts-check
// Follows the live feed and moves on with its cursor when the data centre is gone.

const RETRY_FIRST_MS = 200;
const RETRY_LAST_MS = 5000;
/** Signs of life come every few seconds; a connection on which none came for so long is dead, though nobody said so. */
const SILENCE_MS = 40_000;
const START_MS = 3000;
/** These tell only where the reader stands. */
const SIGNS = ["start", "cursor"];
/** Where a reader stands whose Games are not what was asked for any more: its stream ends, and the next is refused or of others. */
const NOWHERE = "0";

/** @typedef {{addEventListener: (name: string, listener: (event: any) => void) => void, close: () => void, onopen: any, onerror: any}} Source */
/** @typedef {(ms: number, call: () => void) => () => void} After gives back how to call it off */
/** @typedef {ReturnType<typeof createLive>} Live */

/** @type {After} */
const later = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

/**
 * @param {object} parts
 * @param {import("./sites.js").Sites} parts.sites
 * @param {() => Record<string, string>} parts.query what is followed, and in which language
 * @param {Contract.LiveEvent["kind"][]} parts.kinds what is listened to
 * @param {(change: Contract.LiveEvent) => void} parts.changed
 * @param {() => void} parts.resync what is known is to be loaded again
 * @param {(on: boolean) => void} parts.connected
 * @param {(url: string) => Source} [parts.source]
 * @param {After} [parts.after]
 */
export function createLive({ sites, query, kinds, changed, resync, connected, source = (url) => new EventSource(url), after = later }) {
  let cursor = "";
  let retry = RETRY_FIRST_MS;
  /** Ends the stream, or the wait for the next. */
  let end = () => {};
  /** @type {Map<string, string>} */
  const newest = new Map();

  /** @param {() => void} started */
  function open(started) {
    const from = sites.current();
    const stream = source(from.url + "/v1/live?" + new URLSearchParams({ ...query(), ...(cursor && { cursor }) }));
    let watched = () => {};
    end = () => {
      stream.close();
      watched();
    };
    const alive = (/** @type {{lastEventId?: string} | null} */ event) => {
      cursor = (event && event.lastEventId) || cursor;
      watched();
      watched = after(SILENCE_MS, lost);
    };
    const lost = () => {
      end();
      sites.leave(from);
      connected(false);
      end = after(retry * (0.5 + Math.random()), () => open(started));
      retry = Math.min(RETRY_LAST_MS, retry * 2);
    };
    stream.onopen = () => { retry = RETRY_FIRST_MS; alive(null); connected(true); };
    // EventSource itself would try the same data centre again.
    stream.onerror = lost;
    for (const sign of SIGNS) {
      stream.addEventListener(sign, (event) => {
        alive(event);
        started();
        if (sign === "cursor" && event.lastEventId === NOWHERE) resync();
      });
    }
    for (const kind of kinds) {
      stream.addEventListener(kind, (event) => {
        const change = /** @type {Contract.LiveEvent} */ ({ kind, value: JSON.parse(event.data) });
        alive(event);
        if (isNew(change)) {
          changed(change);
        }
      });
    }
    stream.addEventListener("resync", (event) => { alive(event); resync(); });
    // The data centre is being emptied: there is no need to wait for its end.
    stream.addEventListener("move", (event) => {
      end();
      sites.leave(from, JSON.parse(event.data).sites);
      open(started);
    });
    alive(null);
  }

  /**
   * After a move some values may come twice; a result is known by its version and position.
   *
   * @param {Contract.LiveEvent} change
   */
  function isNew({ kind, value }) {
    if (kind !== "result") {
      return true;
    }
    const mark = value.version + " " + value.position;
    const known = newest.get(value.unit) === mark;
    newest.set(value.unit, mark);
    return !known;
  }

  return {
    /**
     * Follows from where it was, with the query as it is now. Resolves when the feed has begun, so that what is loaded from then on has no gap; after
     * three seconds in any case, because a page without the feed is better than none.
     *
     * @returns {Promise<void>}
     */
    follow() {
      end();
      newest.clear();
      return new Promise((started) => {
        after(START_MS, started);
        open(started);
      });
    },

    /** Follows no more. */
    stop() {
      end();
    },
  };
}
