// @ts-check
// All of one unit that a scheduler may change, each field by itself: times, place, session, order, what is shown as its start, status.
import { chooser, element } from "../../shared/elements.js";

const TEXT_MAX = 200;
/** What people may say of a unit; that it runs and is over the venue says. */
const STATUSES = ["SCHEDULED", "DELAYED", "POSTPONED", "RESCHEDULED", "INTERRUPTED", "CANCELLED"];

/** @typedef {import("./draft.js").Values} Values */

/** @param {import("./desk.js").Desk} desk */
export function createFields(desk) {
  const { words, plan, timetable } = desk;
  const { word } = words;

  /**
   * The fields of a unit, as it is now; what differs from that is the draft.
   *
   * @param {string} code
   */
  function of(code) {
    const unit = timetable.unit(code);
    if (!unit) {
      return [];
    }
    /** @type {Values} */
    const own = {};
    /** @param {string} field @param {string | boolean | null} value @param {string | boolean | null} now */
    function set(field, value, now) {
      if (value === now) delete own[field]; else own[field] = value;
      // A postponed unit has no time (ODF).
      if (field === "status" && value === "POSTPONED") Object.assign(own, { start: null, end: null });
      plan.set({ units: [code], action: "set", values: { [code]: { ...own, revision: unit?.revision || "" } } });
    }
    return [
      ...["start", "end"].map((field) => time(field, unit[/** @type {"start"} */ (field)], set)),
      list("status", [...new Set([unit.status, ...STATUSES])].map((status) => [status, words.status(status)]), unit.status, set),
      list("venue", desk.venues(), unit.venue?.code || "", set),
      list("location", desk.locations(unit.venue?.code || ""), unit.location?.code || "", set),
      list("session", desk.sessions(unit.discipline).map((session) => [session, session]), unit.session || "", set),
      hidden(unit, set),
      text("startText", unit.startText || "", set),
      text("order", unit.order || "", set),
    ];
  }

  /** @typedef {(field: string, value: string | boolean | null, now: string | boolean | null) => void} Set */

  /** @param {string} field @param {string | undefined} now @param {Set} set */
  function time(field, now, set) {
    const zone = timetable.zone();
    const one = element("input", { type: "datetime-local", id: "own-" + field, "data-key": "own " + field, value: now ? zone.field(Date.parse(now)) : "" });
    one.addEventListener("change", () => set(field, one.value ? zone.iso(zone.at(one.value)) : null, now ? zone.iso(Date.parse(now)) : null));
    return labelled(field, one);
  }

  /** @param {string} field @param {[string, string][]} options @param {string} now @param {Set} set */
  function list(field, options, now, set) {
    const all = now ? options : /** @type {[string, string][]} */ ([["", "–"], ...options]);
    return labelled(field, chooser({ id: "own-" + field, "data-key": "own " + field }, all, now, (value) => set(field, value || null, now || null)));
  }

  /** @param {string} field @param {string} now @param {Set} set */
  function text(field, now, set) {
    const one = element("input", { id: "own-" + field, "data-key": "own " + field, value: now, maxlength: TEXT_MAX, autocomplete: "off",
      placeholder: field === "startText" ? word("desk.startTextExample") : "" });
    one.addEventListener("input", () => set(field, one.value.trim() || null, now || null));
    return labelled(field, one);
  }

  /** @param {Contract.Unit} unit @param {Set} set */
  function hidden({ hideStart }, set) {
    const one = element("input", { type: "checkbox", id: "own-hideStart", "data-key": "own hideStart", checked: hideStart });
    one.addEventListener("change", () => set("hideStart", one.checked, hideStart));
    return labelled("hideStart", one);
  }

  /** @param {string} field @param {Element} control */
  const labelled = (field, control) => element("div", { class: "field" }, element("label", { for: "own-" + field }, word("field." + field)), control);

  return { of };
}
