import assert from "node:assert/strict";
import test from "node:test";
import { createAxis, snap, spanOf } from "../../main/resources/web/pages/scheduler/axis.js";
import { createZone, DAY_MS, HOUR_MS } from "../../main/resources/web/pages/scheduler/zone.js";

const paris = createZone("+02:00");
const at = (text) => Date.parse(text);

test("a moment has the day and the hour of the Games, wherever the browser is", () => {
  const late = at("2024-08-04T22:30:00Z");
  assert.equal(paris.date(late), "2024-08-05");
  assert.equal(paris.clock(late), "00:30");
  assert.equal(paris.iso(late), "2024-08-05T00:30:00+02:00");
  assert.equal(createZone("-03:30").iso(late), "2024-08-04T19:00:00-03:30");
  assert.equal(createZone("Europe/Paris").field(late), "2024-08-05T00:30");
  assert.equal(createZone("no zone at all").clock(late), "22:30");
});

test("what a clock shows is found again, also round a change of the hour", () => {
  const zone = createZone("Europe/Paris");
  for (const text of ["2024-03-30T23:30", "2024-03-31T01:59", "2024-03-31T03:00", "2024-10-27T04:00"]) {
    assert.equal(zone.field(zone.at(text)), text);
  }
  assert.equal(zone.at("2024-08-04"), at("2024-08-03T22:00:00Z"));
});

test("places on the axis and moments are each other's", () => {
  const axis = createAxis({ from: paris.at("2024-08-04"), to: paris.at("2024-08-06"), hour: 64, zone: paris });
  assert.equal(axis.x(paris.at("2024-08-04T10:30")), 10.5 * 64);
  assert.equal(axis.time(10.5 * 64), paris.at("2024-08-04T10:30"));
  assert.equal(axis.width, 48 * 64);
});

test("hours are named as there is room, and each day begins", () => {
  const axis = (hour) => createAxis({ from: paris.at("2024-08-04"), to: paris.at("2024-08-06"), hour, zone: paris });
  assert.deepEqual(axis(16).ticks(0, 16 * 7).map(({ label }) => label), ["00:00", "03:00", "06:00"]);
  assert.deepEqual(axis(128).ticks(0, 200).map(({ label, kind }) => label + " " + kind), ["00:00 day", "00:30 half", "01:00 hour", "01:30 half"]);
  assert.deepEqual(axis(16).days(0, 10_000).map(({ date, x, width }) => [date, x, width]), [["2024-08-04", 0, 384], ["2024-08-05", 384, 384]]);
});

test("a day on which the hour changes is as long as it is", () => {
  const zone = createZone("Europe/Paris");
  const axis = createAxis({ from: zone.at("2024-03-30"), to: zone.at("2024-04-02"), hour: 10, zone });
  assert.deepEqual(axis.days(0, 10_000).map(({ date, width }) => [date, width]), [["2024-03-30", 240], ["2024-03-31", 230], ["2024-04-01", 240]]);
});

test("the axis has whole days: those of the Games and of all that is planned", () => {
  const span = spanOf([at("2024-07-23T09:00:00+02:00"), at("2024-08-12T01:00:00+02:00")], ["2024-07-24", "2024-08-11"], paris);
  assert.deepEqual([paris.iso(span.from), paris.iso(span.to)], ["2024-07-23T00:00:00+02:00", "2024-08-13T00:00:00+02:00"]);
  assert.equal(spanOf([], [], paris).to, DAY_MS);
});

test("moving goes by steps", () => {
  assert.equal(snap(HOUR_MS + 140_000, 5), HOUR_MS);
  assert.equal(snap(-170_000, 5), -300_000);
});
