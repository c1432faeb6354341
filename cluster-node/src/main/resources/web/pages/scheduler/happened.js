// @ts-check
// What happened, as the storm desk is told it: one thing of a kind, and from when to when. The form, and the body that it means.
import { chooser, element, fill } from "../../shared/elements.js";

/** @typedef {"venue-closed" | "capacity-halved" | "nothing-before" | "session-lost"} Kind */
/** @typedef {{kind: Kind, venue: string, location: string, session: string, from: string, until: string, days: string, now: string}} Storm times as fields have them */

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
  let made = "";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked({ ...storm });
  });

  /** The fields of a kind; what is chosen on the timetable is where it happened, until somebody says otherwise. */
  function draw() {
    const [unit] = timetable.known(selection.state.codes);
    storm.venue ||= unit?.venue?.code || "";
    storm.session ||= unit?.session || "";
    const wanted = [words.language(), storm.kind, storm.venue, desk.venues().length].join();
    submit.textContent = word("desk.propose");
    submit.disabled = !(storm.kind === "session-lost" ? storm.session : storm.venue) || storm.kind === "nothing-before" && !storm.until;
    if (wanted !== made) {
      made = wanted;
      fill(fields,
        list("kind", KINDS.map((kind) => [kind, word("storm." + kind)])),
        ...ASKED[storm.kind].map((name) => fieldOf(name)),
        list("days", DAYS.map((days) => [days, word("desk.days", { count: Number(days) })])),
        element("details", {}, element("summary", {}, word("desk.asOf")), time("now")));
    }
  }

  /** @param {"venue" | "location" | "session" | "from" | "until"} name */
  function fieldOf(name) {
    if (name === "venue") return list(name, [["", "–"], ...desk.venues()]);
    if (name === "location") return list(name, [["", word("desk.everywhere")], ...desk.locations(storm.venue)]);
    return name === "session" ? text(name) : time(name);
  }

  /** @param {keyof Storm} name @param {string} value */
  function set(name, value) {
    Object.assign(storm, { [name]: value }, name === "venue" && { location: "" });
    draw();
  }

  /** @param {"kind" | "venue" | "location" | "days"} name @param {[string, string][]} options */
  const list = (name, options) => labelled(name, chooser({ id: "storm-" + name, "data-key": "storm " + name }, options, storm[name], (value) => set(name, value)));

  /** @param {"from" | "until" | "now"} name */
  function time(name) {
    const one = element("input", { type: "datetime-local", id: "storm-" + name, "data-key": "storm " + name, value: storm[name] });
    one.addEventListener("change", () => set(name, one.value));
    return labelled(name, one);
  }

  /** @param {"session"} name */
  function text(name) {
    const one = element("input", { id: "storm-" + name, "data-key": "storm " + name, value: storm[name], autocomplete: "off" });
    one.addEventListener("input", () => set(name, one.value.trim()));
    return labelled(name, one);
  }

  /** @param {string} name @param {Element} control */
  const labelled = (name, control) => element("div", { class: "field" }, element("label", { for: "storm-" + name }, word("storm." + name)), control);

  return { node: form, draw };
}
