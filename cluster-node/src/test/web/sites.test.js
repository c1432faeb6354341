import assert from "node:assert/strict";
import test from "node:test";
import { createSites } from "../../main/resources/web/shared/sites.js";

const PARIS = { site: "paris", url: "http://paris" };
const MADRID = { site: "madrid", url: "http://madrid" };
const BARCELONA = { site: "barcelona", url: "http://barcelona" };

function storage(kept = null) {
  return { getItem: () => kept, setItem: (_, value) => { kept = value; } };
}

function learned(self = "paris", sites = [PARIS, MADRID, BARCELONA]) {
  const all = createSites("http://paris", () => storage());
  all.learn({ self, sites });
  return all;
}

test("at first only the page's own origin is known", () => {
  const sites = createSites("http://paris", () => storage());
  assert.equal(sites.current().url, "http://paris");
  assert.equal(sites.count(), 1);
});

test("the next visit knows all, and begins with where the page came from", () => {
  const kept = storage();
  createSites("http://paris", () => kept).learn({ self: "paris", sites: [PARIS, MADRID, BARCELONA] });

  const sites = createSites("http://madrid", () => kept);
  assert.equal(sites.current().site, "madrid");
  assert.equal(sites.count(), 3);
  assert.equal(createSites("http://elsewhere", () => kept).count(), 1, "a list without the origin is of another time");
});

test("a browser that keeps nothing, or something else, is no fault", () => {
  const forbidden = createSites("http://paris", () => { throw new Error("SecurityError"); });
  forbidden.learn({ self: "madrid", sites: [PARIS, MADRID] });
  assert.equal(forbidden.current().site, "madrid");
  assert.equal(createSites("http://paris", () => storage("{nonsense")).count(), 1);
});

test("one that is being emptied is asked last", () => {
  const sites = learned("paris", [{ ...PARIS, state: "evacuated" }, { ...MADRID, state: "serving" }, { ...BARCELONA, state: "serving" }]);
  assert.equal(sites.current().site, "madrid");
});

test("who fails is left for the next, once, however many find out", () => {
  const sites = learned();
  const told = [];
  sites.on((site, moved) => told.push([site.site, moved]));
  const failed = sites.current();
  sites.leave(failed);
  sites.leave(failed);
  assert.equal(sites.current().site, "madrid");
  assert.deepEqual(told, [["madrid", true]]);
});

test("who names others is left for one of them, if it is known", () => {
  const sites = learned();
  sites.leave(sites.current(), ["http://barcelona"]);
  assert.equal(sites.current().site, "barcelona");
  sites.leave(sites.current(), ["http://unheard-of"]);
  assert.equal(sites.current().site, "paris");
});

test("the only one is not left", () => {
  const sites = createSites("http://paris", () => storage());
  sites.leave(sites.current());
  assert.equal(sites.current().url, "http://paris");
});
