// @ts-check
// The draft of a change, what it would do (a dry run, asked anew whenever something it is about changes), and carrying it out.
import { newKey } from "../../shared/api.js";
import { Problem } from "../../shared/problem.js";
import { createStore } from "../../shared/store.js";
import { isWhole, preview, readFrom, requestOf } from "./draft.js";

/** Arrow keys and dragging make many drafts: the last one counts. */
const SOON_MS = 150;
const RUNNING_AGAIN_MS = 1000;
const CHANGES = "/v1/schedule/changes";

/** @typedef {import("./draft.js").Draft} Draft */
/**
 * @typedef {object} Planned
 * @property {Draft | null} draft
 * @property {string} suggested a reason that came with it
 * @property {Contract.ScheduleChange | null} answer what the draft would do
 * @property {Problem | null} problem
 * @property {boolean} isAsking
 * @property {boolean} isApplying
 * @property {boolean} isRenewed it was worked out again, because others changed something meanwhile
 */
/** @typedef {ReturnType<typeof createPlan>} Plan */

/** @type {Planned} */
const NOTHING = { draft: null, suggested: "", answer: null, problem: null, isAsking: false, isApplying: false, isRenewed: false };

/**
 * @param {object} parts
 * @param {import("./access.js").Access} parts.access
 * @param {import("./timetable.js").Timetable} parts.timetable
 * @param {(codes: string[]) => void} parts.starts units are being changed from here
 * @param {(change: Contract.ScheduleChange) => void} parts.done a change was carried out
 */
export function createPlan({ access, timetable, starts, done }) {
  const store = createStore(NOTHING);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  let turn = 0;
  /** Of the draft, so that it is carried out once however often it is sent. */
  let key = "";

  /**
   * @param {Draft | null} draft
   * @param {string} [suggested]
   */
  function set(draft, suggested = "") {
    key = newKey();
    store.set({ ...NOTHING, draft, suggested });
    ask();
  }

  function ask() {
    clearTimeout(soon);
    const mine = ++turn;
    if (isWhole(store.state.draft) && access.isIn()) {
      store.set({ isAsking: true });
      soon = setTimeout(() => run(mine), SOON_MS);
    }
  }

  /** @param {number} mine */
  async function run(mine) {
    const { draft } = store.state;
    if (!draft) {
      return;
    }
    const answer = await post(requestOf(draft, { reason: "", dryRun: true, accept: [] }), newKey());
    if (mine === turn) {
      store.set({ isAsking: false, ...(answer instanceof Problem ? { problem: answer, answer: null } : { problem: null, answer, ...(draft.sheet && { draft: readFrom(draft, answer) }) }) });
    }
  }

  /**
   * @param {import("../../shared/api.js").Options} request
   * @param {string} idempotencyKey
   */
  const post = async (request, idempotencyKey) =>
    /** @type {Contract.ScheduleChange | Problem} */ (await access.send("POST", CHANGES, { ...request, idempotencyKey }));

  /**
   * Carries the draft out.
   *
   * @param {string} reason
   * @param {boolean} isAccepted whether clashes of severity error may come
   */
  async function apply(reason, isAccepted) {
    const { draft, answer, isApplying } = store.state;
    if (!draft || !answer || isApplying) {
      return;
    }
    store.set({ isApplying: true, problem: null });
    starts(answer.units.filter(({ after }) => Object.keys(after).length).map(({ code }) => code));
    const accept = isAccepted ? errorsOf(answer).map(({ id }) => id) : [];
    let change = await post(requestOf(draft, { reason, dryRun: false, accept }), key);
    while (!(change instanceof Problem) && change.state === "running") {
      await new Promise((over) => setTimeout(over, RUNNING_AGAIN_MS));
      change = await access.send("GET", `${CHANGES}/${change.id}`);
    }
    if (change instanceof Problem) {
      store.set({ isApplying: false, problem: change });
    } else {
      store.set({ ...NOTHING });
      done(change);
    }
  }

  timetable.on((codes) => {
    const { draft, isApplying } = store.state;
    if (draft && !isApplying && codes && codes.some((code) => draft.units.includes(code))) {
      store.set({ isRenewed: true });
      ask();
    }
  });
  access.store.on(ask);

  return {
    store, set, apply,
    giveUp() {
      turn++;
      store.set({ ...NOTHING });
    },
    /** Where units would be drawn. */
    ghosts() {
      const { draft, answer } = store.state;
      return isWhole(draft) ? ghostsOf(draft, answer, timetable) : new Map();
    },
  };
}

/**
 * Clashes that keep a change from being made, unless they are accepted.
 *
 * @param {Contract.ScheduleChange} answer
 */
export const errorsOf = (answer) => answer.clashes?.new.filter(({ severity }) => severity === "error") || [];

/**
 * As the answer has it, else as it can be guessed.
 *
 * @param {Draft} draft
 * @param {Contract.ScheduleChange | null} answer
 * @param {import("./timetable.js").Timetable} timetable
 */
function ghostsOf(draft, answer, timetable) {
  const guessed = preview(draft, timetable.known(draft.units), timetable.zone());
  for (const { code, after } of answer?.units || []) {
    const ghost = guessed.get(code);
    if (ghost && typeof after.start === "string") {
      const length = ghost.to - ghost.from;
      ghost.from = Date.parse(after.start);
      ghost.to = typeof after.end === "string" ? Date.parse(after.end) : ghost.from + length;
    }
  }
  return guessed;
}
