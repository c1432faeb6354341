// @ts-check
// Shows one view at a time: loads it, draws it, tells it what changes, and says what went wrong with it.
import { arrive, loading } from "./arrivals.js";
import { element, fill, keepingPlace } from "./elements.js";
import { notice } from "./notices.js";
import { Problem, UNREACHABLE } from "./problem.js";

const AGAIN_MS = 2000;
/** Many changes at once are one drawing. */
const SOON_MS = 250;
const FAILED_FROM = 500;

/**
 * @typedef {object} View
 * @property {(newer: import("./arrivals.js").Newer) => Promise<Problem | void>} load asks for what is shown, each time anew
 * @property {() => import("./elements.js").Child[]} draw what is shown; a node that is given again stays where it is
 * @property {(change: Contract.LiveEvent) => void} [changed] something came over the live feed
 * @property {() => void} [leave] another view is shown from now on
 */

/** @typedef {ReturnType<typeof createStage>} Stage */

/**
 * @param {object} parts
 * @param {Element} parts.main
 * @param {import("./words.js").Words} parts.words
 * @param {(lost: boolean) => void} parts.lost no data centre answers, or one does again
 * @param {(problem: Problem) => void} parts.tell shows a problem beside what is shown
 */
export function createStage({ main, words, lost, tell }) {
  /** @type {View | null} */
  let view = null;
  let turn = 0;
  let isLoaded = false;
  let isDue = false;

  /** Loads what is shown, again where it is shown already. */
  async function refresh() {
    const mine = ++turn;
    const shown = view;
    const problem = shown && await loading((newer) => shown.load(newer)).catch(ownFault);
    if (mine !== turn) {
      return;
    }
    const isLost = problem instanceof Problem && problem.kind === UNREACHABLE;
    lost(isLost);
    if (problem instanceof Problem) {
      if (!isLost) {
        say(problem);
      }
      if (isLost || problem.status >= FAILED_FROM) {
        setTimeout(() => { if (mine === turn) refresh(); }, Math.max(AGAIN_MS, problem.retryAfterMs));
      }
    } else {
      const isFirst = !isLoaded;
      redraw();
      if (isFirst) {
        window.scrollTo(0, 0);
      }
    }
  }

  /**
   * Where something is shown already, it stays: old news are better than none.
   *
   * @param {Problem} problem
   */
  function say(problem) {
    if (isLoaded) {
      tell(problem);
    } else {
      fill(main, notice(words, problem, words.word("again"), refresh));
    }
  }

  /** A view that asks for it has something to show, whatever became of its load. */
  function redraw() {
    const shown = view;
    if (shown) {
      isLoaded = true;
      const scroll = window.scrollY;
      keepingPlace(main, () => fill(main, ...shown.draw()));
      window.scrollTo(0, scroll);
    }
  }

  function redrawSoon() {
    const shown = view;
    if (!isDue) {
      isDue = true;
      setTimeout(() => {
        isDue = false;
        if (shown === view) redraw();
      }, SOON_MS);
    }
  }

  return {
    refresh,
    redraw,
    redrawSoon,

    /**
     * Shows another view.
     *
     * @param {View} next
     */
    show(next) {
      view?.leave?.();
      view = next;
      isLoaded = false;
      if (!main.hasChildNodes()) {
        fill(main, element("p", {}, words.word("loading")));
      }
      return refresh();
    },

    /** @param {Contract.LiveEvent} change */
    changed(change) {
      arrive(change);
      view?.changed?.(change);
    },
  };
}

/**
 * A mistake of ours is told like any other, and its place is for those who can mend it.
 *
 * @param {unknown} fault
 */
function ownFault(fault) {
  console.error(fault);
  return Problem.of("page", fault);
}
