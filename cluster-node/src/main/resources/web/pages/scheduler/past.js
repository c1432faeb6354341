// @ts-check
// What became of one unit, from its first word on: read when somebody opens it, because it is read from the journals.
import { button, element, fill } from "../../shared/elements.js";
import { Problem } from "../../shared/problem.js";
import { differences } from "./consequences.js";

const SHOWN_MAX = 50;
/** What of a unit is shown in words; the rest is the venue's own. */
const SHOWN = ["start", "end", "venue", "location", "session", "order", "hideStart", "startText", "status", "actualStart", "actualEnd"];

/** @param {import("./desk.js").Desk} desk */
export function createPast(desk) {
  const { words, page } = desk;
  const { word } = words;
  const summary = element("summary", {});
  const list = element("ol", { class: "past" });
  const node = element("details", { class: "history" }, summary, list);
  let code = "";

  node.addEventListener("toggle", () => { if (node.open) load(); });

  async function load() {
    const asked = code;
    fill(list, element("li", {}, word("loading")));
    const answer = await page.api.get(`/v1/units/${encodeURIComponent(asked)}/history`, { limit: SHOWN_MAX });
    if (asked !== code) {
      return;
    }
    if (answer instanceof Problem) {
      fill(list, element("li", {}, word("desk.historyLater"), " ", button({ class: "quiet" }, word("again"), load)));
    } else {
      fill(list, ...answer.history.map(item));
    }
  }

  /** @param {Contract.Change} change */
  function item(change) {
    const fields = differences(valuesOf(change.old), valuesOf(change.new), desk.timetable.zone(), desk.named);
    return element("li", {},
      element("div", { class: "soft" }, `${desk.moment(change.at)} · ${desk.authorOf(change.author)} · ${word("cause." + change.cause.kind)}`),
      change.hold && element("div", {}, change.hold === "held" ? word("desk.wasHeld") : word("desk.wasReleased")),
      element("div", {}, fields.length ? fields.map(({ field, old, now }) => `${word("field." + field)}: ${old} → ${now}`).join(", ") : word("register." + change.register)),
      change.reason && element("div", {}, "“", change.reason, "”"));
  }

  return {
    node,
    /**
     * Shows that of another unit; closed, as that is asked for.
     *
     * @param {string} next
     */
    of(next) {
      summary.textContent = word("desk.history");
      if (next !== code) {
        code = next;
        node.open = false;
        fill(list);
      }
    },
  };
}

/** @param {Record<string, unknown>} values @returns {import("./consequences.js").Values} */
function valuesOf(values) {
  return Object.fromEntries(SHOWN.filter((field) => field in values).map((field) => {
    const value = values[field];
    return [field, typeof value === "string" || typeof value === "boolean" ? value : null];
  }));
}
