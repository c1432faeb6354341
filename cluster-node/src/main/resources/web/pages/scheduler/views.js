// @ts-check
// The desk as views of the page: timeline or table, with the panel beside. Made once, and shown by both.
import { button, element, fill, keepingPlace } from "../../shared/elements.js";
import { createChanges } from "./changes.js";
import { createChosen } from "./chosen.js";
import { createClashes } from "./clashes.js";
import { createConflicts } from "./conflicts.js";
import { createDesk } from "./desk.js";
import { letDrag } from "./drag.js";
import { createFiles } from "./files.js";
import { NO_TIME } from "./filters.js";
import { createHelp } from "./help.js";
import { createHolds } from "./holds.js";
import { letType } from "./keyboard.js";
import { createPanel } from "./panel.js";
import { createSignIn } from "./signin.js";
import { createStorm } from "./storm.js";
import { createTable } from "./table.js";
import { createTimeline } from "./timeline.js";
import { createToolbar } from "./toolbar.js";

/** So much before the first unit of a day is shown too. */
const BEFORE_MS = 1_800_000;
/** As wide as the style has it: less than that is a phone. */
const PHONE = "(max-width: 46rem)";

/** @typedef {ReturnType<typeof createViews>} Views */

/** @param {import("../../shared/page.js").Page} page */
export function createViews(page) {
  const desk = createDesk(page);
  const { words, timetable, choice, selection, plan, access, said } = desk;
  const timeline = createTimeline(desk);
  const table = createTable(desk);
  const toolbar = createToolbar(desk, goTo);
  const chosen = createChosen(desk);
  const changes = createChanges(desk);
  const help = createHelp(desk);
  const panel = createPanel(desk, {
    change: chosen, clashes: createClashes(desk), conflicts: createConflicts(desk), holds: createHolds(desk), storm: createStorm(desk), changes, files: createFiles(desk),
  }, createSignIn(desk));
  const phone = window.matchMedia(PHONE);
  const helper = button({ class: "quiet", "data-key": "help" }, "", help.open);
  const keys = element("p", { class: "keys", id: "keys" });
  const live = element("p", { class: "said", role: "status", "aria-live": "polite" });
  const stand = element("div", { class: "stand" }, timeline.node, table.node);
  const title = element("h1", { class: "hidden" });
  const root = element("div", { class: "desk" }, title, toolbar.node, stand, panel.node, element("div", { class: "foot" }, live, keys), help.node);
  let isTable = false;
  let language = "";
  /** What is to be drawn with the next frame. */
  const stale = new Set();
  /** A day to be shown once its units are laid out. */
  let wanted = "";
  let isPressed = false;
  let isDue = false;

  letDrag(desk, timeline);
  letType(desk, timeline, {
    apply() {
      choice.set({ tab: "change" });
      chosen.effects.reason.focus();
    },
    help: help.open,
    search: () => document.getElementById("search")?.focus(),
    undo() {
      choice.set({ tab: "changes", isOpen: true });
      changes.undoLast();
    },
  });

  /**
   * To the first unit of a day.
   *
   * @param {string} day
   */
  function goTo(day) {
    wanted = day;
    due("stand")();
  }

  function showDay() {
    const here = timetable.unit(selection.state.here);
    const first = desk.visible().find((unit) => unit.start && desk.dayOf(unit) === wanted);
    if (here && desk.dayOf(here) === wanted) timeline.show(here.code);
    else if (wanted !== NO_TIME && first?.start) timeline.showTime(Date.parse(first.start) - BEFORE_MS);
    wanted = "";
  }

  /**
   * Many things change at once: they are drawn together.
   *
   * @param {...("toolbar" | "panel" | "stand")} parts
   */
  const due = (...parts) => () => {
    parts.forEach((part) => stale.add(part));
    soon();
  };

  function soon() {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(draw);
    }
  }

  /** What is being pressed is not drawn anew under the finger: it would be another, and the press lost. */
  function draw() {
    isDue = false;
    const now = [...stale].filter((part) => part === "stand" || !isPressed);
    now.forEach((part) => stale.delete(part));
    if (!timetable.isLoaded()) return;
    if (now.includes("toolbar")) keepingPlace(toolbar.node, toolbar.draw);
    if (now.includes("panel")) keepingPlace(panel.node, panel.draw);
    if (now.includes("stand")) drawStand();
  }

  for (const node of [toolbar.node, panel.node]) {
    node.addEventListener("pointerdown", () => { isPressed = true; });
  }
  for (const over of ["pointerup", "pointercancel"]) {
    // The click that belongs to it comes first.
    window.addEventListener(over, () => setTimeout(() => {
      isPressed = false;
      if (stale.size) soon();
    }));
  }

  function drawStand() {
    const shown = isTable || phone.matches ? table : timeline;
    // Both stay: what is only hidden keeps where it was scrolled to.
    title.textContent = words.word("desk.title");
    timeline.node.hidden = shown !== timeline;
    table.node.hidden = shown !== table;
    helper.textContent = words.word("desk.help");
    fill(keys, words.word("desk.keys"), " ", helper);
    if (shown === table) table.draw(); else timeline.measure();
    if (wanted) showDay();
  }

  timetable.on(due("toolbar", "panel", "stand"));
  choice.on(due("toolbar", "panel", "stand"));
  selection.on(due("panel", "stand"));
  plan.store.on(due("panel", "stand"));
  access.store.on(due("panel"));
  desk.unsettled.on(due("panel", "stand"));
  desk.onFade(due("stand"));
  phone.addEventListener("change", due("stand"));
  let wasIn = false;
  access.store.on(() => {
    if (access.isIn() !== wasIn) {
      wasIn = access.isIn();
      panel.loadAll();
    }
  });
  said.on(({ text }) => { live.textContent = text; });
  desk.news.store.on(() => {
    if (choice.state.tab === "changes") changes.load();
  });
  selection.on(({ here }) => {
    if (here && !timeline.node.hidden) timeline.show(here);
  });

  /** @type {import("../../shared/stage.js").View["load"]} */
  async function load(newer) {
    const [problem] = await Promise.all([timetable.load(newer), desk.unsettled.load()]);
    if (!problem && !choice.state.day) {
      choice.set({ day: page.store.state.chosen?.today || page.store.state.chosen?.firstDay || "" });
      goTo(choice.state.day);
    }
    language = words.language();
    return problem;
  }

  /**
   * @param {boolean} asTable
   * @returns {import("../../shared/stage.js").View}
   */
  return (asTable) => {
    let isFirst = true;
    isTable = asTable;
    return {
      /** What is known is shown at once by the other view; a load that is asked for again is a real one. */
      load: async (newer) => {
        const isKnown = isFirst && timetable.isLoaded() && language === words.language();
        isFirst = false;
        return isKnown ? undefined : load(newer);
      },
      draw() {
        due("toolbar", "panel", "stand")();
        return [root];
      },
      changed(change) {
        if (change.kind === "conflict") desk.unsettled.changed(change.value);
        const seen = timetable.changed(change);
        if (seen) desk.news.saw(seen);
      },
    };
  };
}
