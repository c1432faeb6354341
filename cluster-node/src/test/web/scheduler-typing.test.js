import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { installDocument } from "./dom.js";
import { createKept, element, fill } from "../../main/resources/web/shared/elements.js";
import { createChanges } from "../../main/resources/web/pages/scheduler/changes.js";
import { createConflicts } from "../../main/resources/web/pages/scheduler/conflicts.js";
import { createHappened } from "../../main/resources/web/pages/scheduler/happened.js";
import { createHolds } from "../../main/resources/web/pages/scheduler/holds.js";
import { createToolbar } from "../../main/resources/web/pages/scheduler/toolbar.js";
import { createZone } from "../../main/resources/web/pages/scheduler/zone.js";
import { Problem } from "../../main/resources/web/shared/problem.js";

beforeEach(installDocument);

const unit = (code, venue = "V1") => ({ code, name: code, discipline: "TEN", status: "SCHEDULED", session: "TEN01", venue: { code: venue } });
const author = { name: "ana", via: "api" };
const conflict = (code, id, one = "10:00") => ({
  id, unit: code, inForce: 0, values: [one, "11:00"].map((start) => ({ value: { start: `2024-08-04T${start}:00Z` }, author, at: "2024-08-04T09:00:00Z", reason: "" })),
});

/** As much of a desk as its lists look at; what is sent is answered by `answer`. */
function desk(answer = async () => ({})) {
  const words = { word: (key) => key, language: () => "en", status: (key) => key };
  const it = {
    said: [], told: [], sent: [], units: [unit("A"), unit("B")], conflicts: [], choice: { text: "" }, words, own: [],
    zone: createZone("UTC"),
  };
  const send = async (...asked) => {
    it.sent.push(asked);
    return answer(...asked);
  };
  return Object.assign(it, {
    page: { tell: (problem) => it.told.push(problem.kind) }, say: (text) => it.said.push(text),
    access: { isIn: () => true, send, all: async () => it.holds },
    timetable: { zone: () => it.zone, known: (codes) => it.units.filter(({ code }) => codes.includes(code)), units: () => new Map(), clashes: () => [], disciplines: () => [] },
    selection: { state: { codes: ["A"] } },
    unsettled: { all: () => it.conflicts, load: async () => {}, changed: () => { it.conflicts = []; } },
    expected: [], news: { expect: (codes) => it.expected.push(...codes), store: { state: { items: it.items || [] } } },
    unitName: (code) => code, authorOf: ({ name }) => name, moment: (time) => time, named: (field, value) => value, games: () => ({ code: "G" }), dayName: (day) => day,
    venues: () => [...new Set(it.units.map(({ venue }) => venue.code))].map((code) => [code, code]), locations: () => [],
  });
}

const find = (node, key) => node.all().find((one) => one.dataset.key === key);
const why = (node) => node.all().find((one) => one.attributes.id === "why");

/** Types into a field; whoever takes the field away, or its keyboard's place, fails the test. */
function type(field, text) {
  field.focus();
  field.value = text;
  return () => {
    assert.equal(document.activeElement, field, "the keyboard's place");
    assert.equal(field.value, text);
  };
}

test("the one with the keyboard's place is not moved: the others go round it", () => {
  const [parent, one, two, three] = ["div", "input", "input", "input"].map((tag) => element(tag));
  fill(parent, one, two, three);
  three.focus();
  three.remove = () => assert.fail("it would lose the keyboard's place");
  fill(parent, three, element("p"), one, two);
  assert.deepEqual(parent.childNodes.map((node) => [three, one, two].indexOf(node)), [0, -1, 1, 2]);
  assert.equal(document.activeElement, three);
});

test("an element is the same one in the next drawing, dressed anew, and forgotten when a drawing does without", () => {
  const kept = createKept();
  const first = kept.element("a", "li", { class: "old", title: "t" }, "one");
  kept.done();
  const second = kept.element("a", "li", { class: "new", title: null }, "two");
  kept.done();
  assert.equal(second, first);
  assert.deepEqual([first.attributes, first.textContent], [{ class: "new" }, "two"]);
  kept.done();
  assert.notEqual(kept.element("a", "li", {}), first);
});

test("who says why one of two is taken goes on while other conflicts come and go", () => {
  const it = desk();
  it.conflicts = [conflict("B", "B.1"), conflict("A", "A.1")];
  const { node, draw } = createConflicts(it);
  draw();
  find(node, "choose A.1 1").listeners.click();
  const goesOn = type(why(node), "agreed");
  for (const conflicts of [[conflict("A", "A.1")], [conflict("C", "C.1"), conflict("A", "A.1"), conflict("D", "D.1")], [conflict("A", "A.1"), conflict("C", "C.1")]]) {
    it.conflicts = conflicts;
    draw();
    goesOn();
  }
});

test("where one of the two says something new, it is to be looked at again; the reason is kept for it", () => {
  const it = desk();
  it.conflicts = [conflict("A", "A.1")];
  const { node, draw } = createConflicts(it);
  draw();
  find(node, "choose A.1 1").listeners.click();
  type(why(node), "agreed");
  it.conflicts = [conflict("A", "A.2", "10:30")];
  draw();
  assert.equal(why(node), undefined, "nobody settles what he has not seen");
  assert.deepEqual(it.said, ["desk.conflictChanged"]);
  find(node, "choose A.2 1").listeners.click();
  assert.equal(why(node).value, "agreed");
});

test("a reason stays where it was refused, is sent once, and is gone when it is done", async () => {
  let answer = Problem.of("busy");
  const it = desk(async () => answer);
  it.conflicts = [conflict("A", "A.1")];
  const { node, draw } = createConflicts(it);
  draw();
  find(node, "choose A.1 1").listeners.click();
  const field = why(node);
  const goesOn = type(field, "agreed");
  const form = node.all().find(({ tag }) => tag === "form");
  await Promise.all([1, 2].map(() => form.listeners.submit({ preventDefault() {} })));
  goesOn();
  assert.deepEqual([it.told, it.sent.length], [["busy"], 1]);
  answer = {};
  await form.listeners.submit({ preventDefault() {} });
  assert.deepEqual([it.said, it.expected], [["desk.settled"], ["A", "A"]], "what comes of it is no news");
  assert.equal(why(node), undefined);
});

test("who holds or releases goes on while holds come and go, and while something else is chosen", async () => {
  const it = desk();
  const hold = (code) => ({ scope: "unit", code, author, at: "2024-08-04T09:00:00Z", reason: "r", units: 1, held: 1 });
  it.holds = [hold("A"), hold("B")];
  const { node, draw, load } = createHolds(it);
  await load();
  find(node, "release unit B").listeners.click();
  const goesOn = type(why(node), "planned");
  for (const holds of [[hold("B")], [hold("C"), hold("B"), hold("A")]]) {
    it.holds = holds;
    await load();
    goesOn();
  }
  find(node, "hold session TEN01").listeners.click();
  const untilGoesOn = type(node.all().find((one) => one.attributes.id === "until"), "2024-08-04T12:00");
  it.holds = [];
  await load();
  draw();
  untilGoesOn();
});

test("who undoes goes on while others change more", async () => {
  const change = (id) => ({ id, games: "G", action: "shift", state: "done", count: 1, author, at: "2024-08-04T09:00:00Z", reason: "rain", units: [] });
  const it = desk(async () => ({ changes: it.changes }));
  it.changes = [change("1")];
  const { node, load } = createChanges(it);
  await load();
  find(node, "undo 1").listeners.click();
  const goesOn = type(why(node), "it stopped");
  it.changes = [change("3"), change("2"), change("1")];
  await load();
  goesOn();
});

test("who says what a storm did goes on when another venue comes up, and what is chosen is in the fields that are not typed in", () => {
  const it = desk();
  const { node, draw } = createHappened(it, () => {});
  draw();
  const from = node.all().find((one) => one.attributes.id === "storm-from");
  const goesOn = type(from, "2024-08-04T10:00");
  it.units.push(unit("C", "V2"));
  draw();
  goesOn();
  const venue = node.all().find((one) => one.attributes.id === "storm-venue");
  assert.deepEqual([venue.value, venue.childNodes.map(({ attributes }) => attributes.value)], ["V1", ["", "V1", "V2"]]);
});

test("what is looked for stays in its field when a venue comes up, and counts when the field is left", () => {
  const it = desk();
  const { node, draw } = createToolbar(Object.assign(it, {
    games: () => null, choice: { state: { day: "", dayOnly: true, discipline: "", venue: "", text: "", clashesOnly: false, hour: 64 }, set: (change) => Object.assign(it.choice.state, change) },
  }), () => {});
  draw();
  const search = find(node, "search");
  const goesOn = type(search, "final");
  it.units.push(unit("C", "V2"));
  draw();
  goesOn();
  search.listeners.change();
  document.activeElement = document.body;
  draw();
  assert.equal(search.value, "final");
});
