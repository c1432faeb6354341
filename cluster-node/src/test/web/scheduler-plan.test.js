import assert from "node:assert/strict";
import test from "node:test";
import { counted, differences, linesOf, worst } from "../../main/resources/web/pages/scheduler/consequences.js";
import { bodyOf, dragged, isWhole, preview, readFrom, requestOf } from "../../main/resources/web/pages/scheduler/draft.js";
import { commandOf } from "../../main/resources/web/pages/scheduler/keyboard.js";
import { wordOf } from "../../main/resources/web/pages/scheduler/news.js";
import { createZone } from "../../main/resources/web/pages/scheduler/zone.js";

const zone = createZone("+02:00");
const MINUTE_MS = 60_000;
const time = (clock, day = "2024-08-04") => `${day}T${clock}:00+02:00`;
const here = { venue: { code: "TEN", name: "Tennis" }, location: { code: "C1", name: "Court 1" } };
const there = { venue: { code: "TEN", name: "Tennis" }, location: { code: "C2", name: "Court 2" } };
const unit = (code, from, to, more = {}) => ({ code, name: "Unit " + code, discipline: "TEN", status: "SCHEDULED", start: time(from), end: time(to), ...here, ...more });
const two = [unit("A", "10:00", "11:00"), unit("B", "12:00", "13:00")];

test("what is dragged in time is shifted; back where it was it is nothing", () => {
  assert.deepEqual(dragged(two, 15 * MINUTE_MS, null, zone), { units: ["A", "B"], action: "shift", minutes: 15 });
  assert.deepEqual(dragged(two, -5 * MINUTE_MS, here, zone), { units: ["A", "B"], action: "shift", minutes: -5 });
  assert.equal(dragged(two, 0, here, zone), null);
});

test("what is dragged to another row moves, and the first unit's time with it", () => {
  assert.deepEqual(dragged(two, 30 * MINUTE_MS, there, zone), { units: ["A", "B"], action: "move", to: { start: time("10:30"), venue: "TEN", location: "C2" } });
  assert.deepEqual(dragged(two, 0, there, zone)?.to, { venue: "TEN", location: "C2" });
});

test("what runs does not say where the others go: they keep their distances from the first that can move", () => {
  const running = unit("R", "09:00", "10:00", { status: "RUNNING" });
  assert.equal(dragged([running, ...two], 30 * MINUTE_MS, there, zone)?.to?.start, time("10:30"));
  assert.deepEqual([...preview({ units: ["R", "A"], action: "shift", minutes: 10 }, [running, two[0]], zone).keys()], ["A"]);
});

test("a draft is shown where it would be", () => {
  const from = (draft) => zone.iso(preview({ units: ["A", "B"], ...draft }, two, zone).get("B").from);
  assert.equal(from({ action: "shift", minutes: 20 }), time("12:20"));
  assert.equal(from({ action: "move", to: { start: time("11:00") } }), time("13:00"));
  assert.equal(from({ action: "move", to: { date: "2024-08-06" } }), time("12:00", "2024-08-06"));
  assert.equal(from({ action: "set", values: { B: { start: time("15:00") } } }), time("15:00"));
  assert.equal(preview({ units: ["A"], action: "set", values: { A: { start: null, end: null } } }, two, zone).has("A"), false);
});

test("a draft is worked out when it says enough, and is sent as the API has it", () => {
  assert.equal(isWhole(null), false);
  assert.equal(isWhole({ units: [], action: "cancel" }), false);
  assert.equal(isWhole({ units: ["A"], action: "shift", minutes: 0 }), false);
  assert.equal(isWhole({ units: ["A"], action: "move", to: {} }), false);
  assert.equal(isWhole({ units: ["A"], action: "set", values: { A: { revision: "r1" } } }), false);
  assert.equal(isWhole({ units: ["A"], action: "cancel" }), true);
  assert.deepEqual(bodyOf({ units: ["A"], action: "shift", minutes: 5 }, { reason: "rain", dryRun: false, accept: ["c1"] }),
    { action: "shift", select: { units: ["A"] }, minutes: 5, reason: "rain", accept: ["c1"] });
  const own = { A: { startText: "Not before 17:00", hideStart: true, revision: "r1" } };
  assert.deepEqual(bodyOf({ units: ["A"], action: "set", values: own }, { reason: "", dryRun: true, accept: [] }), { action: "set", units: own, dryRun: true });
});

test("consequences are told field by field, times of one day without the day", () => {
  const named = (field, value) => `${field} ${value}`;
  assert.deepEqual(differences({ start: time("10:00"), venue: "TEN" }, { start: time("10:30"), venue: "STA" }, zone, named),
    [{ field: "start", old: "10:00", now: "10:30" }, { field: "venue", old: "venue TEN", now: "venue STA" }]);
  assert.deepEqual(differences({ start: time("10:00") }, { start: time("10:00", "2024-08-05") }, zone, named), [{ field: "start", old: "08-04 10:00", now: "08-05 10:00" }]);
  assert.deepEqual(differences({ start: time("10:00") }, { start: null }, zone, named), [{ field: "start", old: "08-04 10:00", now: "–" }]);
});

test("units that change come first; an outcome that is a problem is named by its kind", () => {
  const units = new Map(two.map((one) => [one.code, one]));
  const lines = linesOf([{ code: "X", before: {}, after: {} }, { code: "A", before: { order: null }, after: { order: "2" }, outcome: { type: "/problems/outdated", detail: "later" } }], units, zone, (field, value) => value);
  assert.deepEqual(lines.map(({ code, name, outcome, detail }) => [code, name, outcome, detail]), [["A", "TEN · Unit A", "outdated", "later"], ["X", "X", "", ""]]);
});

test("the worst clash counts first", () => {
  const clashes = ["note", "error", "warning", "note"].map((severity) => ({ severity }));
  assert.equal(worst(clashes), "error");
  assert.equal(worst([]), "");
  assert.deepEqual(counted(clashes), [["error", 1], ["warning", 1], ["note", 2]]);
});

test("arrows go about, and move what is taken up", () => {
  const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  const command = (key, isCarrying, more = {}) => commandOf({ key, ...none, ...more }, isCarrying);
  assert.deepEqual(command("ArrowLeft", false), { does: "go", direction: "left" });
  assert.deepEqual(command("ArrowLeft", false, { shiftKey: true }), { does: "extend", direction: "left" });
  assert.deepEqual(command("ArrowLeft", true), { does: "move", direction: "left", byMs: -5 * MINUTE_MS });
  assert.equal(command("ArrowRight", true, { shiftKey: true })?.byMs, 60 * MINUTE_MS);
  assert.equal(command("ArrowRight", true, { ctrlKey: true })?.byMs, 24 * 60 * MINUTE_MS);
  assert.equal(command("ArrowDown", true)?.byMs, 0);
  assert.equal(command("Enter", false)?.does, "carry");
  assert.equal(command("Enter", true)?.does, "apply");
  assert.equal(command("Escape", true)?.does, "giveUp");
  assert.equal(command("M", false)?.does, "carry");
  assert.equal(command("m", false, { ctrlKey: true }), null);
  assert.equal(command("Tab", false), null);
});

test("a spreadsheet is sent as it is, also when it is applied; which units it has the answer says, and where they would be is drawn", () => {
  const draft = { units: [], action: "set", sheet: { name: "t.csv", bytes: new ArrayBuffer(2) } };
  assert.equal(isWhole(draft), true);
  assert.deepEqual(requestOf(draft, { reason: "rain", dryRun: false, accept: ["c1", "c2"] }), { csv: draft.sheet.bytes, query: { dryRun: "false", reason: "rain", accept: "c1,c2" } });
  const read = readFrom(draft, { units: [{ code: "A", before: {}, after: { start: time("10:30"), end: time("11:30") } }, { code: "B", before: {}, after: {}, outcome: "changed-since" }] });
  assert.deepEqual(read.units, ["A", "B"]);
  assert.deepEqual(requestOf(read, { reason: "", dryRun: true, accept: [] }).csv, draft.sheet.bytes, "asked again, it is still the file");
  assert.equal(zone.iso(preview(read, two, zone).get("A").from), time("10:30"));
  assert.deepEqual(requestOf({ units: ["A"], action: "delay" }, { reason: "", dryRun: true, accept: [] }), { body: bodyOf({ units: ["A"], action: "delay" }, { reason: "", dryRun: true, accept: [] }) });
});

test("what changed is told with the word that it came of, and with none where the history does not know it yet", () => {
  const [ana, venue] = [{ author: { name: "ana" }, new: { start: "2024-08-04T08:05:00Z" } }, { author: { name: "OVR" }, new: { start: time("10:00"), status: "SCHEDULED" } }];
  const [before, now] = [{ start: time("10:00"), status: "SCHEDULED" }, { start: time("10:05"), status: "SCHEDULED" }];
  assert.equal(wordOf([venue, ana], before, now), ana);
  assert.equal(wordOf([venue], before, now), undefined, "the venue said nothing of it");
  assert.equal(wordOf([{ author: {}, new: { session: null } }], { session: "A" }, { session: null })?.new.session, null);
  assert.equal(wordOf([venue], null, now), venue, "of a unit that is new its first word");
});
