// @ts-check
// The timeline by keyboard: what a key means, and doing it. The keys are listed on the page (help.js) from the same table.
import { SCALES } from "./axis.js";
import { dragged } from "./draft.js";
import { neighbour } from "./rows.js";

const STEP_MS = 5 * 60_000;
const FAR_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** @typedef {"left" | "right" | "up" | "down"} Direction */
/** @typedef {{does: string, direction?: Direction, byMs?: number}} Command */

/** @type {Record<string, Direction>} */
const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
/** @type {Record<string, string>} */
const KEYS = { " ": "toggle", s: "session", m: "carry", Escape: "giveUp", "+": "closer", "=": "closer", "-": "wider", "?": "help", "/": "search", z: "undo" };

/** What is listed for who reads how it works: keys, and the word for what they do. */
export const LISTED = [
  ["← → ↑ ↓", "go"], ["Space", "toggle"], ["S", "session"], ["M", "carry"], ["← →", "earlier"], ["↑ ↓", "row"], ["Shift + ← →", "hour"], ["Ctrl + ← →", "day"],
  ["Enter", "apply"], ["Esc", "giveUp"], ["+ −", "zoom"], ["/", "search"], ["Z", "undo"], ["?", "help"],
];

/**
 * What a key means; nothing where it is not ours. Pure.
 *
 * @param {{key: string, shiftKey: boolean, ctrlKey: boolean, altKey: boolean, metaKey: boolean}} event
 * @param {boolean} isCarrying whether the units that are chosen are being moved
 * @returns {Command | null}
 */
export function commandOf({ key, shiftKey, ctrlKey, altKey, metaKey }, isCarrying) {
  const direction = ARROWS[key];
  if (altKey || metaKey || ctrlKey && !(direction && isCarrying)) {
    return null;
  }
  if (direction && isCarrying) {
    const sign = direction === "left" ? -1 : direction === "right" ? 1 : 0;
    return { does: "move", direction, byMs: sign * (ctrlKey ? DAY_MS : shiftKey ? FAR_MS : STEP_MS) };
  }
  if (direction) {
    return { does: shiftKey ? "extend" : "go", direction };
  }
  if (key === "Enter") {
    return { does: isCarrying ? "apply" : "carry" };
  }
  const does = KEYS[key.length === 1 ? key.toLowerCase() : key];
  return does ? { does } : null;
}

/**
 * @param {import("./desk.js").Desk} desk
 * @param {import("./timeline.js").Timeline} timeline
 * @param {{apply: () => void, help: () => void, search: () => void, undo: () => void}} calls
 */
export function letType(desk, timeline, calls) {
  const { selection, plan, timetable, layout, choice, access, say, words } = desk;
  /**
   * How far the units are carried by now, and to which row.
   *
   * @type {{byMs: number, key: string} | null}
   */
  let carried = null;
  plan.store.on(({ draft }) => { if (!draft && carried) carried = null; });

  /** @param {Command} command */
  function run({ does, direction, byMs = 0 }) {
    const { here, codes } = selection.state;
    /** @type {Record<string, () => void>} */
    const doing = {
      go: () => stand(direction || "right", false),
      extend: () => stand(direction || "right", true),
      toggle: () => here && selection.toggle(here),
      session: chooseSession,
      carry: pickUp,
      move: () => carry(direction || "right", byMs),
      apply: calls.apply,
      giveUp: () => (plan.store.state.draft || carried ? putDown() : codes.size ? selection.clear() : undefined),
      closer: () => zoom(1),
      wider: () => zoom(-1),
      help: calls.help,
      search: calls.search,
      undo: calls.undo,
    };
    doing[does]();
  }

  /** @param {Direction} direction @param {boolean} isExtending */
  function stand(direction, isExtending) {
    const next = neighbour(layout(), selection.state.here, direction);
    if (next) {
      const { code } = next.unit;
      if (isExtending) selection.only([...selection.state.codes, selection.state.here, code].filter(Boolean), code); else selection.stand(code);
      timeline.show(code);
    }
  }

  function chooseSession() {
    const unit = timetable.unit(selection.state.here);
    if (unit?.session) {
      const codes = desk.visible().filter((one) => one.session === unit.session).map((one) => one.code);
      selection.only(codes, unit.code);
      say(words.word("desk.sessionOf", { session: unit.session, count: codes.length }));
    }
  }

  function pickUp() {
    const { here, codes } = selection.state;
    const place = layout().places.get(here);
    if (!access.isIn()) {
      say(words.word("desk.signInFirst"));
    } else if (place) {
      if (!codes.has(here)) selection.only([here], here);
      carried = { byMs: 0, key: place.row.key };
      choice.set({ tab: "change" });
      say(words.word("desk.carrying", { count: selection.state.codes.size }));
    }
  }

  function putDown() {
    carried = null;
    plan.giveUp();
    say(words.word("desk.givenUp"));
  }

  /** @param {Direction} direction @param {number} byMs */
  function carry(direction, byMs) {
    if (!carried) {
      return;
    }
    carried.byMs += byMs;
    const row = rowFrom(carried.key, byMs ? 0 : direction === "up" ? -1 : 1);
    const here = layout().places.get(selection.state.here);
    if (!row) {
      return;
    }
    carried.key = row.key;
    plan.set(dragged(timetable.known(selection.state.codes), carried.byMs, row === here?.row ? null : { venue: row.venue, location: row.location }, timetable.zone()));
    say(words.word("desk.carried", { minutes: Math.round(carried.byMs / 60_000), place: row.location?.name || row.venue.name || "" }));
    timeline.due();
  }

  /**
   * The row of that key, or the next location from it.
   *
   * @param {string} key
   * @param {number} step
   */
  function rowFrom(key, step) {
    const { rows } = layout();
    const from = rows.findIndex((row) => row.key === key);
    let at = from + step;
    while (step && rows[at] && rows[at].kind !== "location") at += step;
    return rows[at] || rows[from];
  }

  /** @param {number} step */
  function zoom(step) {
    const next = SCALES[SCALES.indexOf(choice.state.hour) + step];
    if (next) choice.set({ hour: next });
  }

  timeline.bars.addEventListener("keydown", (event) => {
    const command = commandOf(event, carried !== null || plan.store.state.draft !== null);
    if (command) {
      event.preventDefault();
      if (command.does === "move" && !carried) pickUp();
      run(command);
    }
  });
}
