// @ts-check
// What happened, as the storm desk is told it: one thing of a kind, and from when to when. The form, and the body that it means.
import { element, fill } from "../../shared/elements.js";

/** @typedef {"venue-closed" | "capacity-halved" | "nothing-before" | "session-lost"} Kind */
/** @typedef {{kind: Kind, venue: string, location: string, session: string, from: string, until: string, days: string, now: string}} Storm times as fields have them */

/** @typedef {{node: HTMLElement, label: HTMLElement, control: HTMLInputElement | HTMLSelectElement, options: string}} Field `options` as they are in it */

/** @type {Kind[]} */
const KINDS = ["venue-closed", "capacity-halved", "nothing-before", "session-lost"];
const DAYS = ["1", "2", "3", "4", "7", "14"];
/**
 * What is asked of each kind.
 *
 * @type {Record<Kind, ("venue" | "location" | "session" | "from" | "until")[]>}
 */
const ASKED = {
  "venue-closed": ["venue", "location", "from", "until"], "capacity-halved": ["venue", "from", "until"], "nothing-before": ["venue", "until"], "session-lost": ["session"],
};

/**
 * The body of POST /v1/schedule/proposals. Pure.
 *
 * @param {Storm} storm
 * @param {import("./zone.js").Zone} zone
 */
export function proposalOf({ kind, venue, location, session, from, until, days, now }, zone) {
  const time = (/** @type {string} */ field) => zone.iso(zone.at(field));
  const happened = kind === "session-lost" ? { kind, session }
    : kind === "nothing-before" ? { kind, venue, ...(until && { at: time(until) }) }
    : { kind, venue, ...(kind === "venue-closed" && location && { location }), ...(from && { from: time(from) }), ...(until && { until: time(until) }) };
  return { happened: [happened], scope: { days: Number(days) }, ...(now && { now: time(now) }) };
}

/**
 * @param {import("./desk.js").Desk} desk
 * @param {(storm: Storm) => void} asked
 */
export function createHappened(desk, asked) {
  const { words, selection, timetable } = desk;
  const { word } = words;
  /** @type {Storm} */
  const storm = { kind: "venue-closed", venue: "", location: "", session: "", from: "", until: "", days: "4", now: "" };
  const fields = element("div", {});
  const submit = element("button", { type: "submit", class: "primary", "data-key": "propose" });
  const form = element("form", { class: "storm" }, fields, element("div", { class: "buttons" }, submit));
  const sum = element("summary", {});
  const byHand = element("details", {}, sum);
  /**
   * Each field is made once, and stays: who is typing in it goes on, whatever comes meanwhile.
   *
   * @type {Map<string, Field>}
   */
  const known = new Map();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked({ ...storm });
  });

  /** The fields of a kind; what is chosen on the timetable is where it happened, until somebody says otherwise. */
  function draw() {
    const [unit] = timetable.known(selection.state.codes);
    storm.venue ||= unit?.venue?.code || "";
    storm.session ||= unit?.session || "";
    submit.textContent = word("desk.propose");
    submit.disabled = !(storm.kind === "session-lost" ? storm.session : storm.venue) || storm.kind === "nothing-before" && !storm.until;
    sum.textContent = word("desk.asOf");
    fill(byHand, sum, shown("now"));
    fill(fields, ...["kind", ...ASKED[storm.kind], "days"].map((name) => shown(/** @type {keyof Storm} */ (name))), byHand);
  }

  /**
   * The field, with what can be chosen in it now and what was said in it.
   *
   * @param {keyof Storm} name
   */
  function shown(name) {
    const field = known.get(name) || make(name);
    const { node, label, control } = field;
    known.set(name, field);
    label.textContent = word("storm." + name);
    const options = optionsOf(name);
    if (options && field.options !== JSON.stringify(options)) {
      field.options = JSON.stringify(options);
      fill(control, ...options.map(([code, text]) => element("option", { value: code }, text)));
      control.value = storm[name];
    }
    if (document.activeElement !== control && control.value !== storm[name]) control.value = storm[name];
    return node;
  }

  /** @param {keyof Storm} name @returns {[string, string][] | null} null: it is typed */
  function optionsOf(name) {
    return name === "kind" ? KINDS.map((kind) => [kind, word("storm." + kind)])
      : name === "days" ? DAYS.map((days) => [days, word("desk.days", { count: Number(days) })])
      : name === "venue" ? [["", "–"], ...desk.venues()]
      : name === "location" ? [["", word("desk.everywhere")], ...desk.locations(storm.venue)] : null;
  }

  /** @param {keyof Storm} name @returns {Field} */
  function make(name) {
    const attributes = { id: "storm-" + name, "data-key": "storm " + name };
    const isText = name === "session";
    const control = optionsOf(name) ? element("select", attributes) : element("input", { ...attributes, type: isText ? "text" : "datetime-local", autocomplete: "off" });
    const label = element("label", { for: "storm-" + name });
    control.addEventListener(isText ? "input" : "change", () => {
      Object.assign(storm, { [name]: control.value.trim() }, name === "venue" && { location: "" });
      draw();
    });
    return { node: element("div", { class: "field" }, label, control), label, control, options: "" };
  }

  return { node: form, draw };
}
