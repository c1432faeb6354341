// @ts-check
// Which data centre is asked. When it does not answer, the next one is, for everything from then on.

const REMEMBERED = "palmares.sites";

/** @typedef {{site: string, url: string}} Site */
/** @typedef {ReturnType<typeof createSites>} Sites */

/**
 * @param {string} origin where the page came from; it is asked first
 * @param {() => Pick<Storage, "getItem" | "setItem">} storage keeps the list for the next visit; throws where browsers forbid it
 */
export function createSites(origin, storage) {
  /** @type {Site[]} */
  let list = remembered(origin, storage) || [{ site: "", url: origin }];
  let at = 0;
  /** @type {((site: Site, moved: boolean) => void)[]} */
  const listeners = [];
  /** @param {boolean} moved */
  const tell = (moved) => listeners.forEach((listener) => listener(list[at], moved));

  return {
    current: () => list[at],
    count: () => list.length,

    /**
     * Calls listener(site, moved) whenever another data centre is asked or the list is learned.
     *
     * @param {(site: Site, moved: boolean) => void} listener
     */
    on(listener) { listeners.push(listener); },

    /**
     * Takes over the list of the data centre that answered: first itself, last those that are being emptied.
     *
     * @param {Contract.Sites} known
     */
    learn(known) {
      const inOrder = startingWith(known.sites, (one) => one.site === known.self);
      list = [...inOrder.filter((one) => one.state !== "evacuated"), ...inOrder.filter((one) => one.state === "evacuated")];
      at = 0;
      try { storage().setItem(REMEMBERED, JSON.stringify(list)); } catch { /* the list lasts as long as the page */ }
      tell(false);
    },

    /**
     * Gives the failed data centre up, unless somebody did already.
     *
     * @param {Site} failed
     * @param {string[]} [to] addresses that it named itself
     */
    leave(failed, to = []) {
      if (failed === list[at] && list.length > 1) {
        const others = startingWith(list, (one) => one === failed).slice(1);
        at = list.indexOf(others.find((one) => to.includes(one.url)) || others[0]);
        tell(true);
      }
    },
  };
}

/**
 * Whatever was remembered, the page's own origin comes first; a list without it is of another time.
 *
 * @param {string} origin
 * @param {() => Pick<Storage, "getItem">} storage
 */
function remembered(origin, storage) {
  try {
    /** @type {Site[]} */
    const list = JSON.parse(storage().getItem(REMEMBERED) || "[]");
    return list.some((one) => one.url === origin) ? startingWith(list, (one) => one.url === origin) : null;
  } catch {
    return null;
  }
}

/** @template T @param {T[]} list @param {(one: T) => boolean} first @returns {T[]} */
function startingWith(list, first) {
  const from = Math.max(0, list.findIndex(first));
  return [...list.slice(from), ...list.slice(0, from)];
}
