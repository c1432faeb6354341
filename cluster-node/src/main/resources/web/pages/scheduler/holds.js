// @ts-check
// Holds: what venues' feeds do not change until it is released. What is chosen can be held, alone, with its session, or with its discipline.
import { button, createKept, element, fill } from "../../shared/elements.js";
import { Problem } from "../../shared/problem.js";
import { createReason } from "./reason.js";

/** @param {import("./desk.js").Desk} desk */
export function createHolds(desk) {
  const { words, access, page, say, timetable, selection } = desk;
  const { word } = words;
  const offer = element("div", { class: "offer" });
  const list = element("ul", { class: "holds" });
  const node = element("div", {}, offer, list);
  /** @type {Contract.Hold[]} */
  let holds = [];
  const kept = createKept();
  const until = element("input", { type: "datetime-local", id: "until", "data-key": "until" });
  const untilLabel = element("label", { for: "until" });
  const untilField = element("div", { class: "field" }, untilLabel, until);
  /** Why something is held or released. */
  const reason = createReason(words, draw, untilField);

  async function load() {
    if (access.isIn()) {
      const answer = await access.all("/v1/schedule/holds", "holds");
      if (answer instanceof Problem) {
        page.tell(answer);
      } else {
        holds = answer;
        draw();
      }
    }
  }

  function draw() {
    const [unit, ...others] = timetable.known(selection.state.codes);
    const scopes = !unit || others.length ? [] : /** @type {[string, string][]} */ ([["unit", unit.code], ...(unit.session ? [["session", unit.session]] : []), ["discipline", unit.discipline]]);
    const open = scopes.filter(([scope, code]) => !holds.some((hold) => hold.scope === scope && hold.code === code));
    fill(offer, element("p", { class: "hint" }, access.isIn() ? word("desk.holdsAre") : word("desk.signInFirst")),
      access.isIn() && !scopes.length && element("p", { class: "hint" }, word("desk.chooseToHold")),
      ...(access.isIn() ? open.map(([scope, code]) => offerOf(scope, code)) : []));
    fill(list, ...holds.map(item));
    kept.done();
  }

  /** @param {string} scope @param {string} code */
  const nameOf = (scope, code) => word("scope." + scope) + " " + (scope === "unit" ? desk.unitName(code) : code);

  /** @param {string} scope @param {string} code */
  function offerOf(scope, code) {
    const id = `hold ${scope} ${code}`;
    return reason.of(id, word("desk.holdIt")) || button({ "data-key": id, "data-hold": scope }, word("desk.hold", { what: nameOf(scope, code) }), () => {
      const zone = timetable.zone();
      until.value = "";
      untilLabel.textContent = word("desk.until");
      untilField.hidden = false;
      reason.ask(id, (why) => put("PUT", scope, code, { reason: why, until: until.value ? zone.iso(zone.at(until.value)) : null }, word("desk.held", { what: nameOf(scope, code) })));
    });
  }

  /** @param {Contract.Hold} hold */
  function item({ scope, code, author, at, until: end, reason: why, units, held }) {
    const id = `release ${scope} ${code}`;
    return kept.element(id, "li", { "data-held": code },
      element("div", {}, element("strong", {}, nameOf(scope, code)), " ", scope !== "unit" && element("span", { class: "soft" }, word("desk.heldUnits", { held, count: units }))),
      element("div", { class: "soft" }, [desk.authorOf(author), desk.moment(at), end && word("desk.untilTime", { time: desk.moment(end) })].filter(Boolean).join(" · ")),
      element("div", {}, why),
      reason.of(id, word("desk.release")) || button({ class: "quiet", "data-key": id, "data-release": code }, word("desk.release"), () => {
        untilField.hidden = true;
        reason.ask(id, (said) => put("DELETE", scope, code, { reason: said }, word("desk.released", { what: nameOf(scope, code) })));
      }));
  }

  /**
   * @param {"PUT" | "DELETE"} method
   * @param {string} scope
   * @param {string} code
   * @param {unknown} body
   * @param {string} done what is said then
   */
  async function put(method, scope, code, body, done) {
    const answer = await access.send(method, `/v1/schedule/holds/${scope}/${encodeURIComponent(code)}`, { body });
    if (answer instanceof Problem) page.tell(answer); else say(done);
    await load();
    return !(answer instanceof Problem);
  }

  return { node, draw, load, count: () => holds.length };
}
