// @ts-check
// The form for a change of what is chosen: which action, and how far or where to. What is dragged stands in it too.
import { button, chooser, element, fill } from "../../shared/elements.js";
import { ACTIONS, firstStart } from "./draft.js";
import { createFields } from "./fields.js";

const QUICK = [-30, -15, -5, 5, 15, 30, 60];

/** @typedef {import("./draft.js").ActionName} ActionName */

/** @param {import("./desk.js").Desk} desk */
export function createActions(desk) {
  const { words, plan, selection, timetable } = desk;
  const { word } = words;
  const buttons = element("div", { class: "actions", role: "group" });
  const fields = element("div", { class: "fields" });
  const sum = element("summary", {});
  const byHand = element("details", { class: "by-hand", open: true }, sum, fields);
  const own = createFields(desk);
  const node = element("div", {}, buttons, byHand);
  /** What the fields are of: they stay while only values change. */
  let shown = "";
  let isTyped = false;

  const codes = () => [...selection.state.codes];

  /** @param {ActionName} action */
  function start(action) {
    const [code] = codes();
    isTyped = true;
    plan.set(action === "set" ? { units: [code], action, values: {} } : action === "shift" ? { units: codes(), action, minutes: 15 } : action === "move" ? { units: codes(), action, to: {} } : { units: codes(), action });
  }

  function draw() {
    const { draft } = plan.store.state;
    buttons.setAttribute("aria-label", word("desk.actions"));
    const actions = selection.state.codes.size === 1 ? [...ACTIONS, /** @type {ActionName} */ ("set")] : ACTIONS;
    fill(buttons, ...actions.map((action) =>
      button({ "aria-pressed": String(draft?.action === action), "data-key": "action " + action, "data-action": action }, word("action." + action), () => start(action))));
    const wanted = draft ? `${draft.action} ${draft.units.join()} ${words.language()}` : "";
    if (wanted !== shown) {
      // What came from the timeline is there to be looked at, and not to be typed.
      byHand.open = isTyped;
      isTyped = false;
      shown = wanted;
      fill(fields, ...(draft?.action === "shift" ? shiftFields() : draft?.action === "move" ? moveFields() : draft?.action === "set" && draft.units.length === 1 && !draft.sheet ? own.of(draft.units[0]) : draft ? [element("p", { class: "hint" }, word("hint." + draft.action))] : []));
    }
    byHand.hidden = !draft;
    sum.textContent = draft ? summary(draft) : "";
    values();
  }

  /** @param {import("./draft.js").Draft} draft */
  function summary({ units, action, minutes, to, sheet }) {
    if (sheet) {
      return word("desk.fromFile", { name: sheet.name });
    }
    if (action === "set" && units.length > 1) {
      return word("desk.eachItsOwn");
    }
    const start = to?.start ? `${desk.dayName(to.start.slice(0, 10))} ${to.start.slice(11, 16)}` : to?.date ? desk.dayName(to.date) : "";
    const place = [to?.venue && desk.named("venue", to.venue), to?.location && desk.named("location", to.location), to?.session].filter(Boolean).join(" · ");
    const far = action === "shift" && minutes ? word("desk.by", { minutes: (minutes > 0 ? "+" : "−") + Math.abs(minutes) }) : [start, place].filter(Boolean).join(", ");
    return word("action." + action) + (far ? ": " + far : "");
  }

  /** What came by dragging or keys is shown in the fields, unless they are being typed in. */
  function values() {
    const { draft } = plan.store.state;
    const zone = timetable.zone();
    /** @type {Record<string, string>} */
    const now = { minutes: String(draft?.minutes ?? ""), start: draft?.to?.start ? zone.field(Date.parse(draft.to.start)) : "", date: draft?.to?.date || "",
      venue: draft?.to?.venue || "", location: draft?.to?.location || "", session: draft?.to?.session || "" };
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (fields.querySelectorAll("[data-field]"))) {
      const value = now[input.dataset.field || ""];
      if (document.activeElement !== input && input.value !== value) input.value = value;
    }
  }

  function shiftFields() {
    const minutes = element("input", { type: "number", step: 5, "data-field": "minutes", "data-key": "minutes", id: "minutes" });
    const set = (/** @type {number} */ value) => plan.set({ units: codes(), action: "shift", minutes: value });
    minutes.addEventListener("input", () => set(Math.round(Number(minutes.value))));
    return [
      element("div", { class: "field" }, element("label", { for: "minutes" }, word("desk.minutes")), minutes),
      element("div", { class: "quick" }, ...QUICK.map((value) => button({ "data-key": "quick " + value }, (value > 0 ? "+" : "−") + Math.abs(value), () => {
        minutes.value = String((plan.store.state.draft?.minutes || 0) + value);
        set(Number(minutes.value));
      }))),
    ];
  }

  function moveFields() {
    const units = timetable.known(codes());
    const first = firstStart(units);
    const zone = timetable.zone();
    const start = input("start", "datetime-local");
    const date = input("date", "date");
    if (first !== null) date.min = zone.date(timetable.span().from);
    const locations = () => desk.locations(plan.store.state.draft?.to?.venue || units[0]?.venue?.code || "");
    const list = element("div", { class: "place" });
    const places = () => fill(list, labelled("location", choose("location", locations())));
    places();
    return [
      labelled("start", start), labelled("date", date),
      labelled("venue", choose("venue", desk.venues(), places)), list,
      labelled("session", choose("session", desk.sessions(units[0]?.discipline || "").map((code) => [code, code]))),
      element("p", { class: "hint" }, word(units.length > 1 ? "hint.move" : "hint.moveOne")),
    ];
  }

  /** @param {"start" | "date" | "venue" | "location" | "session"} field @param {string} value */
  function to(field, value) {
    const zone = timetable.zone();
    const before = plan.store.state.draft?.to || {};
    const other = field === "start" ? "date" : field === "date" ? "start" : field === "venue" ? "location" : "";
    const next = { ...before, [field]: field === "start" && value ? zone.iso(zone.at(value)) : value };
    if (other) delete next[/** @type {"date"} */ (other)];
    if (!value) delete next[field];
    plan.set({ units: codes(), action: "move", to: next });
  }

  /** @param {"start" | "date"} field @param {string} type */
  function input(field, type) {
    const one = element("input", { type, id: "to-" + field, "data-field": field, "data-key": "to " + field });
    one.addEventListener("change", () => to(field, one.value));
    return one;
  }

  /** @param {"venue" | "location" | "session"} field @param {[string, string][]} options @param {() => void} [then] */
  const choose = (field, options, then) => chooser({ id: "to-" + field, "data-field": field, "data-key": "to " + field }, [["", word("desk.asItIs")], ...options], "", (value) => {
    to(field, value);
    then?.();
  });

  /** @param {string} field @param {Element} control */
  const labelled = (field, control) => element("div", { class: "field" }, element("label", { for: "to-" + field }, word("field." + field)), control);

  return { node, draw };
}
