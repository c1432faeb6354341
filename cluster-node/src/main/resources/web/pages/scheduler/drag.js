// @ts-check
// Choosing and dragging with the pointer: bars of units, and sessions as a whole. By touch the timeline is only moved and chosen from.
import { snap } from "./axis.js";
import { dragged } from "./draft.js";
import { HOUR_MS } from "./zone.js";

/** Less than that is a click. */
const CLICK_PX = 4;
const STEP_MINUTES = 5;
const FINE_MINUTES = 1;
const EDGE_PX = 36;
const EDGE_STEP_PX = 14;

/** @typedef {{codes: string[], code: string, x: number, y: number, scroll: number, row: import("./rows.js").Row | null, isMoving: boolean}} Grip */

/**
 * @param {import("./desk.js").Desk} desk
 * @param {import("./timeline.js").Timeline} timeline
 */
export function letDrag({ selection, plan, timetable, access, choice, say, words }, timeline) {
  const { node, bars } = timeline;
  /** @type {Grip | null} */
  let grip = null;
  /** @type {PointerEvent | null} */
  let last = null;

  /** @param {PointerEvent} event */
  function grab(event) {
    const target = /** @type {Element} */ (event.target);
    const code = target.closest("[data-unit]")?.getAttribute("data-unit") || "";
    const session = target.closest("[data-session]")?.getAttribute("data-session") || "";
    if (event.button !== 0) {
      return;
    }
    if (!code && !session) {
      if (target === bars || target.classList.contains("band")) selection.clear();
      return;
    }
    const { row } = timeline.at(event.clientX, event.clientY);
    const codes = session ? row?.sessions.find((one) => one.code === session)?.units || [] : selection.state.codes.has(code) ? [...selection.state.codes] : [code];
    grip = { codes, code: code || codes[0], x: event.clientX, y: event.clientY, scroll: node.scrollLeft, row: session ? null : row, isMoving: false };
    choose(event, grip, Boolean(session));
    if (event.pointerType !== "touch") bars.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event @param {Grip} held @param {boolean} isSession */
  function choose(event, held, isSession) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      if (isSession) selection.only([...selection.state.codes, ...held.codes], held.code); else selection.toggle(held.code);
      grip = null;
    } else if (isSession || !selection.state.codes.has(held.code)) {
      selection.only(held.codes, held.code);
    } else {
      selection.stand(held.code);
    }
    choice.set({ tab: "change" });
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (!grip || event.pointerType === "touch") {
      return;
    }
    last = event;
    if (!grip.isMoving && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) > CLICK_PX) {
      if (!access.isIn()) {
        say(words.word("desk.signInFirst"));
        grip = null;
        return;
      }
      grip.isMoving = true;
      bars.classList.add("dragging");
      requestAnimationFrame(scrollAtEdges);
    }
    if (grip.isMoving) follow(grip, event);
  }

  /** @param {Grip} held @param {PointerEvent} event */
  function follow(held, event) {
    const px = event.clientX - held.x + node.scrollLeft - held.scroll;
    const byMs = snap((px / timeline.axis().hour) * HOUR_MS, event.altKey ? FINE_MINUTES : STEP_MINUTES);
    const { row } = timeline.at(event.clientX, event.clientY);
    const place = held.row && row && row !== held.row && row.kind === "location" ? { venue: row.venue, location: row.location } : null;
    plan.set(dragged(timetable.known(held.codes), byMs, place, timetable.zone()));
    timeline.due();
  }

  function scrollAtEdges() {
    if (grip?.isMoving && last) {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      const x = edge(last.clientX, grip.x, left + timeline.namesPx(), right);
      const y = edge(last.clientY, grip.y, top, bottom);
      if (x || y) {
        node.scrollBy(x, y);
        follow(grip, last);
      }
      requestAnimationFrame(scrollAtEdges);
    }
  }

  /**
   * How far to scroll: where the pointer has come to an edge, and not where it began there.
   *
   * @param {number} at
   * @param {number} began
   * @param {number} low
   * @param {number} high
   */
  const edge = (at, began, low, high) => (at > high - EDGE_PX && at > began + EDGE_PX ? EDGE_STEP_PX : at < low + EDGE_PX && at < began - EDGE_PX ? -EDGE_STEP_PX : 0);

  function drop() {
    grip = null;
    bars.classList.remove("dragging");
  }

  bars.addEventListener("pointerdown", grab);
  bars.addEventListener("pointermove", move);
  bars.addEventListener("pointerup", drop);
  bars.addEventListener("pointercancel", () => {
    if (grip?.isMoving) plan.giveUp();
    drop();
  });
  return { drop };
}
