import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { installDocument } from "./dom.js";
import { element, fill, keepingPlace } from "../../main/resources/web/shared/elements.js";
import { Problem } from "../../main/resources/web/shared/problem.js";
import { createStage } from "../../main/resources/web/shared/stage.js";

const words = { word: (key) => key, has: (key) => key === "problem.not-found" };

beforeEach(installDocument);

function stage() {
  const it = { main: element("main"), lost: [], told: [] };
  it.stage = createStage({ main: it.main, words, lost: (is) => it.lost.push(is), tell: (problem) => it.told.push(problem.kind) });
  return it;
}

const view = (text, load = async () => {}) => ({ load, draw: () => [element("h1", {}, text)] });
const refused = new Problem({ type: "/problems/not-found", status: 404, detail: "No such unit." });

test("text goes in as text, and what is nothing is left out", () => {
  const node = element("p", { class: false, title: null, hidden: true }, "<b>", null, false, undefined);
  assert.equal(node.textContent, "<b>");
  assert.deepEqual(node.attributes, { hidden: "" });
});

test("a node that is given again is not touched", () => {
  const [parent, stays] = [element("div"), element("select")];
  fill(parent, element("h1"), stays, element("ul"));
  stays.remove = () => assert.fail("a list that is open would close");
  fill(parent, element("h1"), element("section"), stays, "text");
  assert.deepEqual(parent.childNodes.map(({ tag }) => tag), ["h1", "section", "select", ""]);
});

test("the keyboard's place is kept", () => {
  const parent = element("div");
  const draw = () => fill(parent, element("a", { "data-key": "one" }), element("a", { "data-key": "two" }));
  draw();
  const before = parent.childNodes[1];
  before.focus();
  keepingPlace(parent, draw);
  assert.notEqual(document.activeElement, before);
  assert.equal(document.activeElement.dataset.key, "two");
});

test("a view is loaded, drawn, told of changes, and left", async () => {
  const it = stage();
  const seen = [];
  const one = { ...view("one"), changed: ({ kind }) => seen.push(kind), leave: () => seen.push("left") };
  await it.stage.show(one);
  it.stage.changed({ kind: "medals", value: {} });
  await it.stage.show(view("two"));
  it.stage.changed({ kind: "medals", value: {} });
  assert.deepEqual(seen, ["medals", "left"]);
  assert.equal(it.main.textContent, "two");
});

test("an answer for a view that is not shown any more changes nothing", async () => {
  const it = stage();
  let answer;
  const slow = it.stage.show(view("slow", () => new Promise((given) => { answer = given; })));
  await it.stage.show(view("quick"));
  answer();
  await slow;
  assert.equal(it.main.textContent, "quick");
});

test("a problem is shown in place of what could not be loaded, and can be tried again", async () => {
  const it = stage();
  let answer = refused;
  await it.stage.show(view("there", async () => answer));
  assert.match(it.main.textContent, /problem\.not-found.*advice.*No such unit/);
  answer = undefined;
  await it.main.all().find(({ tag }) => tag === "button").listeners.click();
  assert.equal(it.main.textContent, "there");
});

test("what is shown stays when it cannot be loaded again; the problem is told beside it", async () => {
  const it = stage();
  let answer;
  await it.stage.show(view("old news", async () => answer));
  answer = refused;
  await it.stage.refresh();
  assert.equal(it.main.textContent, "old news");
  assert.deepEqual(it.told, ["not-found"]);
});

test("where no data centre answers it is said and tried again", async () => {
  const it = stage();
  let answer = Problem.of("unreachable");
  const timers = mock.method(globalThis, "setTimeout", (call) => { it.again = call; });
  try {
    await it.stage.show(view("there", async () => answer));
    assert.deepEqual(it.lost, [true]);
    answer = undefined;
    it.again();
    await new Promise(setImmediate);
    assert.equal(it.main.textContent, "there");
    assert.equal(it.lost.at(-1), false);
  } finally {
    timers.mock.restore();
  }
});

test("a mistake of the page is told too", async () => {
  const it = stage();
  const logged = mock.method(console, "error", () => {});
  await it.stage.show(view("never", async () => { throw new TypeError("undefined is not a unit"); }));
  logged.mock.restore();
  assert.match(it.main.textContent, /undefined is not a unit/);
});
