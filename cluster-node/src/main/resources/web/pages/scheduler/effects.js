// @ts-check
// What a change does, beside it before it is made: each unit before and after, clashes that come and go; then why, and yes or no.
import { button, element, fill } from "../../shared/elements.js";
import { notice } from "../../shared/notices.js";
import { counted, linesOf } from "./consequences.js";
import { errorsOf } from "./plan.js";
import { severityTag } from "./status.js";

/** More lines than these are shown when asked for. */
const LINES_MAX = 40;

/** @param {import("./desk.js").Desk} desk */
export function createEffects(desk) {
  const { words, plan, timetable } = desk;
  const { word } = words;
  const list = element("div", { class: "effects", "aria-live": "off" });
  const reason = element("input", { id: "reason", maxlength: 500, autocomplete: "off", "data-key": "reason" });
  const reasonLabel = element("label", { for: "reason" });
  const accept = element("input", { type: "checkbox", id: "accept", "data-key": "accept" });
  const acceptLine = element("div", { class: "accept" }, accept, element("label", { for: "accept" }));
  const apply = element("button", { type: "submit", class: "primary", "data-key": "apply" });
  const giveUp = button({ "data-key": "give up", class: "quiet" }, "", () => plan.giveUp());
  const form = element("form", { class: "decide" }, acceptLine, element("div", { class: "field" }, reasonLabel, reason), element("div", { class: "buttons" }, apply, giveUp));
  const node = element("section", { class: "consequences" }, list, form);
  let isAll = false;
  let isToldMissing = false;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    decide();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      plan.giveUp();
      document.getElementById("bars")?.focus();
    }
  });
  accept.addEventListener("change", draw);
  reason.addEventListener("input", () => { isToldMissing = false; draw(); });
  plan.store.on(({ draft, answer, suggested }) => {
    if (suggested && !reason.value) reason.value = suggested;
    if (!draft) {
      reason.value = "";
      isToldMissing = false;
    }
    if (!answer) accept.checked = false;
  });

  /** A reason is asked for: it stands in the history for ever. */
  function decide() {
    const { answer } = plan.store.state;
    if (!answer) {
      return;
    }
    if (errorsOf(answer).length && !accept.checked) {
      desk.say(word("desk.acceptFirst"));
      accept.focus();
    } else if (!reason.value.trim()) {
      isToldMissing = true;
      draw();
      reason.focus();
    } else {
      plan.apply(reason.value.trim(), accept.checked);
    }
  }

  function draw() {
    const { draft, answer, problem, isAsking, isApplying, isRenewed } = plan.store.state;
    const errors = answer ? errorsOf(answer) : [];
    node.hidden = !draft;
    node.setAttribute("aria-label", word("desk.consequences"));
    fill(list,
      element("h3", {}, word("desk.consequences"), isAsking && element("span", { class: "asking" }, " …")),
      !desk.access.isIn() && element("p", { class: "hint" }, word("desk.signInFirst")),
      isRenewed && element("p", { class: "renewed" }, word("desk.renewed")),
      problem && notice(words, problem, word("close"), () => plan.store.set({ problem: null })), ...faultsOf(problem),
      ...(answer ? shown(answer) : []));
    // Once it is shown it stays with the draft: who types a reason goes on, also while it is worked out again.
    form.hidden = !answer && (form.hidden || !draft);
    acceptLine.hidden = !errors.length;
    acceptLine.children[1].textContent = word("desk.accept", { count: errors.length });
    reasonLabel.textContent = word("desk.reason");
    reason.setAttribute("aria-invalid", String(isToldMissing));
    reason.placeholder = isToldMissing ? word("desk.reasonMissing") : word("desk.reasonExample");
    apply.textContent = word("desk.apply");
    apply.disabled = !answer || isApplying || isAsking || errors.length > 0 && !accept.checked;
    giveUp.textContent = word("desk.giveUp");
  }

  /** @param {import("../../shared/problem.js").Problem | null} problem */
  const faultsOf = (problem) => (/** @type {{field?: string, message: string}[]} */ (problem?.said.faults || [])).map(({ field, message }) => element("p", { class: "hint", lang: "en" }, field ? `${field}: ${message}` : message));

  /** @param {Contract.ScheduleChange} answer */
  function shown(answer) {
    const lines = linesOf(answer.units, timetable.units(), timetable.zone(), desk.named);
    const changing = lines.filter(({ differences }) => differences.length);
    const left = lines.filter(({ outcome }) => outcome && outcome !== "unchanged");
    const seen = isAll ? changing : changing.slice(0, LINES_MAX);
    return [
      element("p", { class: "sum" }, word("desk.changing", { count: changing.length }), lines.length > changing.length && ", " + word("desk.staying", { count: lines.length - changing.length })),
      left.length > 0 && element("ul", { class: "did left" }, ...left.slice(0, LINES_MAX).map(({ name, outcome, detail }) =>
        element("li", { class: "not" }, name, element("em", {}, " " + word("outcome." + outcome) + (detail ? ": " + detail : ""))))),
      ...clashesOf(word("desk.clashesNew"), answer.clashes?.new || [], "new"),
      ...clashesOf(word("desk.clashesGone"), answer.clashes?.gone || [], "gone"),
      changing.length > 0 && table(seen),
      changing.length > seen.length && button({ class: "quiet", "data-key": "all" }, word("desk.showAll", { count: changing.length }), () => {
        isAll = true;
        draw();
      }),
    ];
  }

  /** @param {string} title @param {Contract.Clash[]} clashes @param {string} kind */
  function clashesOf(title, clashes, kind) {
    if (!clashes.length) {
      return kind === "new" ? [element("p", { class: "none" }, word("desk.clashesNone"))] : [];
    }
    const sum = element("summary", {}, title, " ", ...counted(clashes).flatMap(([severity, count]) => [severityTag(words, severity), ` ${count} `]));
    const list = element("ul", { class: "clashes" }, ...clashes.slice(0, LINES_MAX).map((clash) => element("li", {}, severityTag(words, clash.severity), " ", clash.text)));
    return [element("details", { class: kind, open: kind === "new" && clashes.length < 6 }, sum, list)];
  }

  /** @param {import("./consequences.js").Line[]} lines */
  const table = (lines) => element("table", { class: "before-after" },
    element("thead", {}, element("tr", {}, ...[word("desk.unit"), word("desk.before"), word("desk.after")].map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...lines.map(({ name, differences }) => element("tr", {},
      element("td", {}, name),
      element("td", {}, ...differences.flatMap(({ field, old }) => [element("small", {}, word("field." + field)), old])),
      element("td", {}, ...differences.flatMap(({ field, now }) => [element("small", {}, word("field." + field)), element("strong", {}, now)]))))));

  return { node, draw, decide, reason };
}
