// @ts-check
// Conflicts to settle: what the two say stands side by side, with who, when and why; one of them is chosen, with a reason.
import { newKey } from "../../shared/api.js";
import { button, createKept, element, fill } from "../../shared/elements.js";
import { Problem } from "../../shared/problem.js";
import { differences } from "./consequences.js";
import { createReason } from "./reason.js";

/** @param {import("./desk.js").Desk} desk */
export function createConflicts(desk) {
  const { words, unsettled, access, page, say } = desk;
  const { word } = words;
  const list = element("ul", { class: "conflicts" });
  const node = element("div", {}, list);
  const kept = createKept();
  const reason = createReason(words, draw);

  function draw() {
    const all = unsettled.all();
    if (reason.asking() && !reason.isSending() && !all.some(({ id }) => reason.asking().startsWith(id + " "))) {
      // One of the two has said something new: that is another choice, and wants to be looked at.
      say(word("desk.conflictChanged"));
      reason.stop();
      return;
    }
    const none = access.isIn() ? word("desk.noConflicts") : word("desk.signInFirst");
    fill(list, ...(all.length ? all.map(item) : [element("li", { class: "empty" }, none)]));
    kept.done();
  }

  /** @param {Contract.Conflict} conflict */
  function item(conflict) {
    return kept.element(conflict.id, "li", { "data-conflict": conflict.unit },
      button({ class: "link", "data-key": "go " + conflict.id }, desk.unitName(conflict.unit), () => desk.go(conflict.unit)),
      conflict.inForce === undefined && element("p", { class: "hint" }, word("desk.partsOfBoth")),
      ...conflict.values.map((value, i) => said(conflict, value, i)));
  }

  /** @param {Contract.ConflictValue} value @returns {import("./consequences.js").Values} */
  const valuesOf = ({ value }) => /** @type {import("./consequences.js").Values} */ (value);

  /**
   * What one of the two says: only where it is not what the other says too.
   *
   * @param {Contract.Conflict} conflict
   * @param {Contract.ConflictValue} value
   * @param {number} i
   */
  function said(conflict, value, i) {
    const other = conflict.values.find((one) => one !== value);
    const fields = differences(other ? valuesOf(other) : {}, valuesOf(value), desk.timetable.zone(), desk.named);
    const isInForce = conflict.inForce === i;
    const id = `${conflict.id} ${i}`;
    return kept.element(id, "div", { class: "value" + (isInForce ? " in-force" : "") },
      element("div", {}, element("strong", {}, desk.authorOf(value.author)), isInForce && element("span", { class: "tag" }, word("desk.inForce"))),
      element("div", { class: "soft" }, [desk.moment(value.at), value.reason].filter(Boolean).join(" · ")),
      element("ul", { class: "did" }, ...fields.map(({ field, now }) => element("li", {}, word("field." + field), ": ", element("b", {}, now)))),
      reason.of(id, word("desk.settle")) || button({ class: "quiet", "data-key": "choose " + id, "data-choose": String(i) }, isInForce ? word("desk.keepThis") : word("desk.takeThis"), () => ask(id, conflict, i)));
  }

  /** @param {string} id @param {Contract.Conflict} conflict @param {number} inForce */
  function ask(id, conflict, inForce) {
    const idempotencyKey = newKey();
    reason.ask(id, async (why) => {
      // It comes back over the feed, and is no news to whoever said it.
      if (conflict.inForce !== inForce) desk.news.expect([conflict.unit]);
      const answer = await access.send("POST", `/v1/schedule/conflicts/${encodeURIComponent(conflict.id)}/resolution`, { body: { inForce, reason: why }, idempotencyKey });
      if (answer instanceof Problem) {
        page.tell(answer);
        await unsettled.load();
        return false;
      }
      reason.giveUp();
      say(word("desk.settled", { unit: desk.unitName(conflict.unit) }));
      unsettled.changed({ ...conflict, conflicts: unsettled.all().filter((one) => one.unit === conflict.unit && one.id !== conflict.id) });
      draw();
      return true;
    }, conflict.unit);
  }

  return { node, draw, load: unsettled.load, count: () => unsettled.all().length };
}
