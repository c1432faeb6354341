// @ts-check
// What was changed from desks: the newest first, each with who and why, what it did to each unit, and a way back.
import { newKey } from "../../shared/api.js";
import { button, createKept, element, fill } from "../../shared/elements.js";
import { Problem } from "../../shared/problem.js";
import { linesOf } from "./consequences.js";
import { createReason } from "./reason.js";

const SHOWN_MAX = 100;
const UNDONE = "undo";

/** @param {import("./desk.js").Desk} desk */
export function createChanges(desk) {
  const { words, access, timetable, page, say } = desk;
  const { word } = words;
  const list = element("ol", { class: "changes" });
  const recent = element("ul", { class: "recent" });
  const recentTitle = element("h2", {});
  const node = element("div", {}, list, recentTitle, recent);
  /** @type {Contract.ScheduleChange[]} */
  let changes = [];
  /** @type {Map<string, Contract.ScheduleChange>} */
  const opened = new Map();
  const kept = createKept();
  const reason = createReason(words, draw);
  let isAsking = false;

  async function load() {
    if (!access.isIn() || isAsking) {
      return;
    }
    isAsking = true;
    const answer = /** @type {Contract.ScheduleChanges | Problem} */ (await access.send("GET", "/v1/schedule/changes", { query: { limit: SHOWN_MAX } }));
    isAsking = false;
    if (answer instanceof Problem) {
      page.tell(answer);
    } else {
      changes = answer.changes.filter(({ games }) => games === desk.games()?.code);
      draw();
    }
  }

  function draw() {
    const undone = new Set(changes.map(({ undoes }) => undoes).filter(Boolean));
    fill(list, ...(changes.length ? changes.map((change) => item(change, undone.has(change.id))) : [element("li", { class: "empty" }, access.isIn() ? word("desk.noChanges") : word("desk.signInFirst"))]));
    kept.done();
    const { items } = desk.news.store.state;
    recentTitle.textContent = word("desk.seen");
    recentTitle.hidden = !items.length;
    fill(recent, ...items.map(({ at, text, codes }) => element("li", {}, element("span", { class: "time" }, clock(new Date(at))), " ",
      codes.length === 1 ? button({ class: "link" }, text, () => desk.go(codes[0])) : text)));
  }

  const clock = (/** @type {Date} */ at) => new Intl.DateTimeFormat(words.language(), { hour: "2-digit", minute: "2-digit" }).format(at);

  /** @param {Contract.ScheduleChange} change @param {boolean} isUndone */
  function item(change, isUndone) {
    const id = change.id || "";
    const details = opened.get(id);
    const canUndo = !isUndone && change.state !== "running" && change.action !== UNDONE;
    return kept.element(id, "li", { "data-change": id },
      element("div", { class: "line" },
        element("strong", {}, word("action." + change.action)), " ", word("desk.units", { count: change.count || 0 }),
        change.state !== "done" && element("span", { class: "state " + change.state }, " · " + word("state." + change.state)), isUndone && element("span", { class: "soft" }, " · " + word("desk.undone"))),
      element("div", { class: "why" }, change.reason || ""),
      element("div", { class: "soft" }, `${change.author?.name || ""} · ${change.at ? desk.moment(change.at) : ""}`),
      element("div", { class: "buttons" },
        button({ class: "quiet", "aria-expanded": String(Boolean(details)), "data-key": "open " + id }, word("desk.details"), () => open(id)),
        canUndo && button({ class: "quiet", "data-key": "undo " + id, "data-undo": id }, word("desk.undo"), () => askUndo(id))),
      reason.of(id, word("desk.undo")), details && lines(details));
  }

  /** @param {string} id */
  async function open(id) {
    if (opened.delete(id)) {
      draw();
      return;
    }
    const answer = await access.send("GET", `/v1/schedule/changes/${id}`);
    if (answer instanceof Problem) {
      page.tell(answer);
    } else {
      opened.set(id, answer);
      draw();
    }
  }

  /** @param {Contract.ScheduleChange} change */
  function lines(change) {
    return element("ul", { class: "did" }, ...linesOf(change.units, timetable.units(), timetable.zone(), desk.named).map(({ name, differences, outcome, detail }) =>
      element("li", { class: outcome === "changed" ? null : "not" }, name, ": ", differences.map(({ old, now }) => `${old} → ${now}`).join(", "),
        outcome && outcome !== "changed" && element("em", {}, " " + word("outcome." + outcome) + (detail ? ": " + detail : "")))));
  }

  /** @param {string} id */
  function askUndo(id) {
    const key = newKey();
    if (reason.asking() === id) reason.giveUp(); else reason.ask(id, (why) => undo(id, why, key));
  }

  /** @param {string} id @param {string} why @param {string} key */
  async function undo(id, why, key) {
    const answer = await access.send("POST", `/v1/schedule/changes/${id}/undo`, { body: { reason: why }, idempotencyKey: key });
    if (answer instanceof Problem) {
      page.tell(answer);
    } else {
      const left = answer.units.filter(({ outcome }) => outcome !== "changed").length;
      desk.news.expect(answer.units.filter(({ outcome }) => outcome === "changed").map(({ code }) => code));
      if (answer.id) opened.set(answer.id, answer);
      say(left ? word("desk.undoneBut", { count: answer.units.length - left, left }) : word("desk.undoneAll", { count: answer.units.length }));
    }
    await load();
    return !(answer instanceof Problem);
  }

  return {
    node, draw, load,
    /** Asks whether the last change of one's own is to be taken back. */
    async undoLast() {
      await load();
      const undone = new Set(changes.map(({ undoes }) => undoes));
      const last = [...desk.own].reverse().find((id) => !undone.has(id));
      if (last) {
        if (reason.asking() !== last) askUndo(last);
      } else {
        say(word("desk.nothingToUndo"));
      }
    },
  };
}
