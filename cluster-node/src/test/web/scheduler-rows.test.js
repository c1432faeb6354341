import assert from "node:assert/strict";
import test from "node:test";
import { dayFrom, dayOf, inOrder, isNarrowed, NO_TIME, shown } from "../../main/resources/web/pages/scheduler/filters.js";
import { intoLanes, layout, neighbour, rowsWithin, shortName, within } from "../../main/resources/web/pages/scheduler/rows.js";
import { createZone } from "../../main/resources/web/pages/scheduler/zone.js";

const zone = createZone("+02:00");
const time = (clock, day = "2024-08-04") => `${day}T${clock}:00+02:00`;
const unit = (code, from, to, more = {}) => ({
  code, name: "Unit " + code, discipline: "ATH", status: "SCHEDULED", start: from && time(from), end: to && time(to), venue: { code: "STA", name: "Stade" },
  location: { code: "TRK", name: "Track" }, session: "ATH1", ...more,
});
const court = (number) => ({ code: "C" + number, name: "Court " + number });

test("units that overlap have lanes of their own, the longer one first", () => {
  const bars = [[0, 10], [0, 60], [10, 20], [15, 70]].map(([from, to]) => ({ from, to, lane: -1 }));
  assert.equal(intoLanes(bars), 3);
  assert.deepEqual(bars.map(({ from, to, lane }) => [from, to, lane]), [[0, 60, 0], [0, 10, 1], [10, 20, 1], [15, 70, 2]]);
});

test("who finds nothing is told so, and not that there is no sport", () => {
  const all = { discipline: "", venue: "", text: "", clashesOnly: false };
  assert.equal(isNarrowed(all), false);
  for (const one of [{ discipline: "ATH" }, { venue: "STA" }, { text: "relay" }, { clashesOnly: true }]) {
    assert.equal(isNarrowed({ ...all, ...one }), true);
  }
});

test("rows are venues with their locations, by name, and what has no place comes last", () => {
  const made = layout([
    unit("A", "10:00", "11:00", { location: court(10) }), unit("B", "10:00", "11:00", { location: court(2) }), unit("C", "10:00", "11:00", { venue: undefined, location: undefined }),
    unit("D", "10:00", "11:00", { venue: { code: "AQC", name: "Aquatics" } }),
  ]);
  assert.deepEqual(made.rows.map(({ key }) => key), ["v AQC", "l AQC TRK", "v STA", "l STA C2", "l STA C10", "v ", "l  "]);
  assert.equal(made.height, made.rows.reduce((sum, { height }) => sum + height, 0));
  assert.equal(made.places.get("A").row.key, "l STA C10");
});

test("a unit without an end is drawn short, one without a start is counted, a session spans its units", () => {
  const made = layout([unit("A", "10:00"), unit("B", "12:00", "13:00"), unit("C", undefined, undefined)]);
  const [venue, track] = made.rows;
  assert.deepEqual(track.bars.map(({ from, to }) => (to - from) / 60_000), [10, 60]);
  assert.equal(track.without, 1);
  assert.deepEqual(venue.sessions.map(({ code, units, from, to }) => [code, units, (to - from) / 3_600_000]), [["ATH1", ["A", "B"], 3]]);
});

test("only what is in view is found", () => {
  const bars = [[0, 100], [10, 20], [30, 40], [90, 95]].map(([from, to]) => ({ from, to }));
  assert.deepEqual(within(bars, 100, 25, 90).map(({ from }) => from), [0, 30]);
  const rows = [0, 30, 60, 90].map((top) => ({ top, height: 30 }));
  assert.deepEqual(rowsWithin(rows, 35, 65).map(({ top }) => top), [30, 60]);
});

test("the keyboard goes to the next in its row, and to the nearest in time in the next row that has any", () => {
  const made = layout([
    unit("A", "10:00", "11:00"), unit("B", "12:00", "13:00"),
    unit("C", "09:00", "09:30", { venue: { code: "TEN", name: "Tennis" } }), unit("D", "12:30", "14:00", { venue: { code: "TEN", name: "Tennis" } }),
  ]);
  const to = (code, direction) => neighbour(made, code, direction)?.unit.code;
  assert.equal(to("A", "right"), "B");
  assert.equal(to("B", "right"), undefined);
  assert.equal(to("B", "down"), "D");
  assert.equal(to("D", "up"), "B");
  assert.equal(to("unknown", "right"), "A");
});

test("the night belongs to the evening before", () => {
  assert.equal(dayOf(unit("A", undefined, undefined, { start: time("01:30", "2024-08-05") }), zone), "2024-08-04");
  assert.equal(dayOf(unit("A", "06:00"), zone), "2024-08-04");
  assert.equal(dayOf(unit("A"), zone), NO_TIME);
  const { from, to } = dayFrom("2024-08-04", zone);
  assert.deepEqual([zone.iso(from), zone.iso(to)], ["2024-08-04T04:00:00+02:00", "2024-08-05T04:00:00+02:00"]);
});

test("what is shown fits every filter", () => {
  const units = [unit("A", "10:00"), unit("B", "11:00", "12:00", { discipline: "SWM", venue: { code: "AQC", name: "Aquatics" } }), unit("C"),
    unit("D", undefined, undefined, { start: time("10:00", "2024-08-05") })];
  const all = { day: "2024-08-04", dayOnly: false, discipline: "", venue: "", text: "", clashesOnly: false };
  const codes = (choice) => shown(units, { ...all, ...choice }, (code) => code === "A", zone).map(({ code }) => code).join("");
  assert.equal(codes({}), "ABCD");
  assert.equal(codes({ dayOnly: true }), "AB");
  assert.equal(codes({ dayOnly: true, day: NO_TIME }), "C");
  assert.equal(codes({ discipline: "SWM" }), "B");
  assert.equal(codes({ venue: "AQC" }), "B");
  assert.equal(codes({ clashesOnly: true }), "A");
  assert.equal(codes({ text: "unit aquat" }), "B");
  assert.equal(inOrder([units[2], units[3], units[1], units[0]]).map(({ code }) => code).join(""), "ABDC");
});

test("a location does not say the name of its venue again", () => {
  const short = (venue, location) => shortName({ code: "V", name: venue }, { code: "L", name: location });
  assert.equal(short("Champ de Mars Arena", "Champ de Mars Arena Mat A"), "Mat A");
  assert.equal(short("Chateauroux Shooting Ctr", "Chateauroux - Final Range"), "Final Range");
  assert.equal(short("La Défense Arena", "Paris La Defense Arena"), "Paris La Defense Arena");
  assert.equal(short("Aquatics Centre", "Aquatics Centre"), "Aquatics Centre");
});
