import assert from "node:assert/strict";
import test from "node:test";
import { createLive } from "../../main/resources/web/shared/live.js";
import { createSites } from "../../main/resources/web/shared/sites.js";

/** A feed over three data centres: streams are those that were opened, timers what waits. */
function feed() {
  const sites = createSites("http://paris", () => { throw new Error("none"); });
  sites.learn({ self: "paris", sites: ["paris", "madrid", "barcelona"].map((site) => ({ site, url: "http://" + site })) });
  const it = { sites, streams: [], timers: new Set(), changes: [], connected: [], resyncs: 0, lang: "en" };
  it.live = createLive({
    sites,
    query: () => ({ lang: it.lang }),
    kinds: ["schedule", "result"],
    changed: ({ kind, value }) => it.changes.push(kind + " " + JSON.stringify(value)),
    resync: () => { it.resyncs++; },
    connected: (on) => it.connected.push(on),
    source(url) {
      const listeners = {};
      const stream = {
        url: new URL(url), isClosed: false,
        addEventListener: (name, listener) => { listeners[name] = listener; },
        close() { stream.isClosed = true; },
        say: (name, data, lastEventId = "") => listeners[name]({ data: JSON.stringify(data), lastEventId }),
      };
      it.streams.push(stream);
      return stream;
    },
    after(ms, call) {
      const timer = { ms, call };
      it.timers.add(timer);
      return () => it.timers.delete(timer);
    },
  });
  it.last = () => it.streams.at(-1);
  /** Lets the timers go off that wait for so long. */
  it.pass = (from, to) => [...it.timers].filter(({ ms }) => ms >= from && ms <= to).forEach((timer) => {
    it.timers.delete(timer);
    timer.call();
  });
  return it;
}

test("what changes is told, once the feed has begun", async () => {
  const it = feed();
  const started = it.live.follow();
  it.last().onopen();
  it.last().say("start", {}, "p1");
  await started;
  it.last().say("schedule", { code: "a" }, "p2");
  assert.equal(it.last().url.href, "http://paris/v1/live?lang=en");
  assert.deepEqual(it.changes, ["schedule {\"code\":\"a\"}"]);
  assert.deepEqual(it.connected, [true]);
});

test("a page without the feed is shown all the same, after a while", async () => {
  const it = feed();
  const started = it.live.follow();
  it.pass(3000, 3000);
  await started;
});

test("a feed that breaks off goes on in the next data centre from where it was", () => {
  const it = feed();
  it.live.follow();
  it.last().onopen();
  it.last().say("start", {}, "p1");
  it.last().say("cursor", {}, "p7-m3");
  it.last().onerror();
  assert.equal(it.streams.length, 1, "not at once: all readers come at the same time");
  it.pass(100, 300);
  assert.equal(it.last().url.host, "madrid");
  assert.equal(it.last().url.searchParams.get("cursor"), "p7-m3");
  assert.deepEqual(it.connected, [true, false]);
  assert.ok(it.streams[0].isClosed);
});

test("who is not to be had is asked at longer and longer intervals", () => {
  const it = feed();
  it.live.follow();
  for (let i = 0; i < 8; i++) {
    it.last().onerror();
    it.pass(100, 20_000);
  }
  it.last().onerror();
  assert.ok([...it.timers].some(({ ms }) => ms >= 2500 && ms <= 7500));
});

test("silence is an end too", () => {
  const it = feed();
  it.live.follow();
  it.last().onopen();
  it.pass(40_000, 40_000);
  assert.deepEqual(it.connected, [true, false]);
  assert.equal(it.sites.current().site, "madrid");
});

test("a data centre that is being emptied is left at once, for one that it names", () => {
  const it = feed();
  it.live.follow();
  it.last().say("start", {}, "p1");
  it.last().say("move", { sites: ["http://barcelona"] });
  assert.equal(it.streams.length, 2);
  assert.equal(it.last().url.host, "barcelona");
  assert.equal(it.last().url.searchParams.get("cursor"), "p1");
});

test("a result that comes twice is told once, another version again", () => {
  const it = feed();
  it.live.follow();
  for (const version of [1, 1, 2]) it.last().say("result", { unit: "u", version, position: "p" + version });
  assert.equal(it.changes.length, 2);
});

test("where the feed does not know what was missed, everything is loaded anew", () => {
  const it = feed();
  it.live.follow();
  it.last().say("resync", {}, "p9");
  assert.equal(it.resyncs, 1);
});

test("where its Games are meant no more, everything is loaded anew, which says so", () => {
  const it = feed();
  it.live.follow();
  it.last().say("start", {}, "0");
  it.last().say("cursor", {}, "p9");
  assert.equal(it.resyncs, 0);
  it.last().say("cursor", {}, "0");
  assert.equal(it.resyncs, 1);
});

test("what is stopped does not begin again", () => {
  const it = feed();
  it.live.follow();
  it.last().onerror();
  it.live.stop();
  it.pass(0, 10_000);
  assert.equal(it.streams.length, 1);
});

test("in another language it goes on from where it was, and says again what comes", () => {
  const it = feed();
  it.live.follow();
  it.last().say("result", { unit: "u", version: 1, position: "p" }, "p5");
  it.lang = "fr";
  it.live.follow();
  assert.ok(it.streams[0].isClosed);
  assert.equal(it.last().url.search, "?lang=fr&cursor=p5");
  it.last().say("result", { unit: "u", version: 1, position: "p" }, "p5");
  assert.equal(it.changes.length, 2);
});
