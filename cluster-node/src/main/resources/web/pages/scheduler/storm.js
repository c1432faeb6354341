// @ts-check
// The storm desk: says what happened, and compares what is proposed with the plan in force. A proposal that is taken becomes a draft like any other.
import { button, element, fill } from "../../shared/elements.js";
import { notice } from "../../shared/notices.js";
import { Problem } from "../../shared/problem.js";
import { counted } from "./consequences.js";
import { createHappened, proposalOf } from "./happened.js";
import { severityTag } from "./status.js";

const LINES_MAX = 60;

/** @param {import("./desk.js").Desk} desk */
export function createStorm(desk) {
  const { words, access, timetable, plan, choice, selection, say } = desk;
  const { word } = words;
  const happened = createHappened(desk, (storm) => { ask(storm); });
  const answer = element("div", { class: "proposals", "aria-live": "polite" });
  const title = element("h2", {});
  const node = element("div", {}, title, happened.node, answer);
  /** @type {Contract.Proposal | Problem | null} */
  let proposal = null;
  let isAsking = false;

  /** @param {import("./happened.js").Storm} storm */
  async function ask(storm) {
    if (!isAsking) {
      isAsking = true;
      proposal = null;
      draw();
      proposal = await access.send("POST", "/v1/schedule/proposals", { body: proposalOf(storm, timetable.zone()) });
      isAsking = false;
      if (!(proposal instanceof Problem)) say(word("desk.proposed", { count: proposal.best.units.length }));
      draw();
    }
  }

  function draw() {
    title.textContent = word("tab.storm");
    happened.node.hidden = !access.isIn();
    happened.draw();
    fill(answer, ...(!access.isIn() ? [element("p", { class: "hint" }, word("desk.signInFirst"))]
      : isAsking ? [element("p", { class: "asking" }, word("desk.planning"))]
      : proposal instanceof Problem ? refused(proposal) : proposal ? shown(proposal) : [element("p", { class: "hint" }, word("desk.stormIs"))]));
  }

  /** @param {Problem} problem */
  function refused(problem) {
    const faults = /** @type {{message: string}[]} */ (problem.said.faults || []);
    return [
      notice(words, problem, word("close"), () => {
        proposal = null;
        draw();
      }),
      ...faults.map(({ message }) => element("p", { class: "hint", lang: "en" }, message)),
    ];
  }

  /** @param {Contract.Proposal} proposed */
  function shown(proposed) {
    return [
      element("p", { class: "hint" }, proposed.happened.join(" "), " ", word("desk.considered", { count: proposed.units, movable: proposed.movable })),
      proposed.leftOut.length > 0 && element("details", {}, element("summary", {}, word("desk.leftOut", { count: proposed.leftOut.length })),
        element("ul", { class: "did" }, ...proposed.leftOut.map(({ unit, why }) => element("li", {}, desk.unitName(unit), " – ", word("left." + why))))),
      ...planOf(word("desk.best"), proposed.best, "best"),
      ...(proposed.secondBest ? planOf(word("desk.second"), proposed.secondBest, "second") : [element("p", { class: "hint" }, proposed.noSecond || "")]),
    ];
  }

  /** @param {string} title @param {Contract.ProposedPlan} proposed @param {string} key */
  function planOf(title, proposed, key) {
    const { proven, levels, units, clashes, change, outdated } = proposed;
    return [
      element("h3", {}, title, " ", element("span", { class: "tag" + (proven ? " is-finished" : " is-delayed") }, proven ? word("desk.proven") : word("desk.notProven"))),
      element("dl", {}, ...levels.flatMap(({ text, value, bound }) => [element("dt", {}, text),
        element("dd", {}, String(value), bound < value && element("span", { class: "soft" }, " " + word("desk.atLeast", { bound })))])),
      clashes.new.length > 0 && element("p", {}, word("desk.clashesNew"), " ", ...counted(clashes.new).flatMap(([severity, count]) => [severityTag(words, severity), ` ${count} `])),
      outdated.length > 0 && element("p", { class: "renewed" }, word("desk.outdated", { count: outdated.length })),
      change ? button({ "data-key": "take " + key, "data-take": key }, word("desk.takePlan"), () => take(change)) : element("p", { class: "none" }, word("desk.nothingMoves")),
      units.length > 0 && moves(units),
    ];
  }

  /** @param {Contract.ProposedUnit[]} units */
  const moves = (units) => element("details", {}, element("summary", {}, word("desk.unitsMove", { count: units.length })),
    element("table", { class: "before-after" },
      element("thead", {}, element("tr", {}, ...[word("desk.unit"), word("desk.before"), word("desk.after")].map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, ...units.slice(0, LINES_MAX).map(({ code, before, after, why }) => element("tr", {},
        element("td", {}, desk.unitName(code), element("small", {}, why.map(({ text }) => text).join(" "))),
        element("td", {}, slot(before, after)), element("td", {}, element("strong", {}, slot(after, before))))))));

  /**
   * The time, and the place where that is another.
   *
   * @param {Contract.ProposedSlot} of
   * @param {Contract.ProposedSlot} other
   */
  function slot(of, other) {
    const time = of.start ? desk.moment(of.start) : word("desk.noTime");
    return of.venue === other.venue && of.location === other.location ? time : `${time}, ${desk.named("venue", of.venue)} ${desk.named("location", of.location)}`;
  }

  /**
   * The proposal becomes the draft: on the timeline beside the plan in force, with its consequences.
   *
   * @param {Contract.ProposedChange} change
   */
  function take({ units, reason }) {
    const codes = Object.keys(units);
    const [first] = timetable.known(codes).sort((one, other) => Date.parse(one.start || "") - Date.parse(other.start || ""));
    choice.set({ tab: "change", dayOnly: false, ...(first && { day: desk.dayOf(first) }) });
    selection.only(codes, first?.code);
    plan.set({ units: codes, action: "set", values: units }, reason || "");
  }

  return { node, draw };
}
