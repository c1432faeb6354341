import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import test from "node:test";
import { createApi, newKey } from "../../main/resources/web/shared/api.js";
import { Problem } from "../../main/resources/web/shared/problem.js";
import { createSites } from "../../main/resources/web/shared/sites.js";

// Browsers and later releases of node have it; node 18 does not.
globalThis.crypto ??= webcrypto;

const json = (value, headers = {}) => new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json", ...headers } });

const problem = (status, kind, headers = {}) => new Response(
  JSON.stringify({ type: "/problems/" + kind, title: "Title", status, detail: "Do this.", instance: "/v1/x", correlationId: "c1", clashes: [1] }),
  { status, headers: { "Content-Type": "application/problem+json", ...headers } });

const dead = () => { throw new TypeError("Failed to fetch"); };

/** An API over three data centres: answers(request) is what they say; asked and paused tell what happened. */
function api(answers) {
  const sites = createSites("http://paris", () => { throw new Error("none"); });
  sites.learn({ self: "paris", sites: ["paris", "madrid", "barcelona"].map((site) => ({ site, url: "http://" + site })) });
  const asked = [];
  const paused = [];
  const made = createApi({
    sites,
    common: () => ({ lang: "fr", games: "" }),
    fetch: async (url, init) => {
      const address = new URL(url);
      const request = { site: address.host, path: address.pathname, query: address.search, ...init };
      asked.push(request);
      return answers(request, asked.length);
    },
    pause: async (ms) => { paused.push(ms); },
  });
  return { ...made, sites, asked, paused };
}

test("a read gives the value, asked in the language of who reads", async () => {
  const { get, asked } = api(() => json({ rows: [] }));
  assert.deepEqual(await get("/v1/medals", { discipline: "ATH", noc: "" }), { rows: [] });
  assert.equal(asked[0].query, "?lang=fr&discipline=ATH");
  await get("/words/fr.json");
  assert.equal(asked[1].query, "");
});

test("a refusal is given back as a Problem, with the members of its kind, and nobody else is asked", async () => {
  const { get, asked } = api(() => problem(404, "not-found"));
  const answer = await get("/v1/units/x");
  assert.ok(answer instanceof Problem);
  assert.deepEqual([answer.kind, answer.status, answer.title, answer.detail, answer.correlationId], ["not-found", 404, "Title", "Do this.", "c1"]);
  assert.deepEqual(answer.said.clashes, [1]);
  assert.equal(asked.length, 1);
});

test("a proxy's own error page is a Problem too", async () => {
  const { get } = api(() => new Response("<html>", { status: 404, headers: { "Content-Type": "text/html" } }));
  const answer = await get("/v1/medals");
  assert.deepEqual([answer.status, answer.kind], [404, ""]);
});

test("where a data centre is dead, or fails, the next is asked, and then first", async () => {
  for (const failing of [dead, () => problem(500, "internal"), () => new Response("{\"rows\":", { headers: { "Content-Type": "application/json" } })]) {
    const { get, asked } = api(({ site }) => (site === "paris" ? failing() : json({ rows: [] })));
    assert.deepEqual(await get("/v1/medals"), { rows: [] });
    await get("/v1/medals");
    assert.deepEqual(asked.map(({ site }) => site), ["paris", "madrid", "madrid"]);
  }
});

test("where nobody answers, that is the Problem, after all were asked twice", async () => {
  const { get, asked } = api(dead);
  const answer = await get("/v1/medals");
  assert.deepEqual([answer.kind, answer.status], ["unreachable", 0]);
  assert.equal(asked.length, 6);
});

test("before the second round there is a pause as long as was asked for", async () => {
  const { get, paused } = api((_, count) => (count > 3 ? json({}) : problem(503, "busy", { "Retry-After": "2" })));
  await get("/v1/medals");
  assert.deepEqual(paused, [2000]);
});

test("a data centre that is being emptied is left after its answer, for the one that it names", async () => {
  const { get, sites } = api(() => json({}, { "Palmares-Move": "http://unheard-of, http://barcelona" }));
  assert.deepEqual(await get("/v1/medals"), {});
  assert.equal(sites.current().site, "barcelona");
});

test("a change says to which revision, under which key, and who asks", async () => {
  const { send, asked } = api(() => json({ code: "x", revision: "r2" }));
  const answer = await send("PATCH", "/v1/units/x/schedule", { body: { start: null }, ifMatch: "r1", idempotencyKey: "k", key: "secret" });
  assert.equal(answer.revision, "r2");
  assert.equal(asked[0].method, "PATCH");
  assert.equal(asked[0].body, "{\"start\":null}");
  assert.deepEqual(asked[0].headers, { "Content-Type": "application/json", "If-Match": "\"r1\"", "Idempotency-Key": "k", "X-API-KEY": "secret" });
});

test("a conflict is for people to decide, not to be sent again", async () => {
  const { send, asked } = api(() => problem(412, "outdated"));
  assert.equal((await send("PATCH", "/v1/units/x/schedule", { body: {}, idempotencyKey: "k" })).kind, "outdated");
  assert.equal(asked.length, 1);
});

test("a change with a key is sent elsewhere under the same key", async () => {
  const { send, asked } = api(({ site }) => (site === "paris" ? dead() : json({ done: true })));
  assert.deepEqual(await send("POST", "/v1/schedule/changes", { body: {}, idempotencyKey: "k" }), { done: true });
  assert.deepEqual(asked.map(({ site, headers }) => site + headers["Idempotency-Key"]), ["parisk", "madridk"]);
});

test("a change without a key is sent once: what became of it is not known", async () => {
  const { send, asked } = api(({ method }) => (method === "GET" ? json({}) : dead()));
  const answer = await send("POST", "/v1/ops/drills", { body: {} });
  assert.equal(answer.kind, "outcome-unknown");
  assert.deepEqual(asked.map(({ method }) => method), ["GET", "POST"]);
});

test("a change without a key is only sent to who answers, and again where nothing was done", async () => {
  const { send, asked } = api(({ site, method }) => {
    if (site === "paris") return dead();
    return method === "GET" ? json({}) : site === "madrid" ? problem(503, "busy") : json({ done: true });
  });
  assert.deepEqual(await send("POST", "/v1/ops/drills", { body: {} }), { done: true });
  assert.deepEqual(asked.map(({ site, method }) => method + " " + site), ["GET paris", "GET madrid", "POST madrid", "POST barcelona"]);
});

test("a change without a key that failed on the way is told as it is, and one that nobody could take was not sent", async () => {
  const failed = api(({ method }) => (method === "GET" ? json({}) : problem(503, "no-quorum")));
  assert.equal((await failed.send("POST", "/v1/ops/drills", { body: {} })).kind, "no-quorum");
  const nobody = api(dead);
  assert.equal((await nobody.send("POST", "/v1/ops/drills", { body: {} })).kind, "unreachable");
  assert.ok(nobody.asked.every(({ method }) => method === "GET"));
});

test("a list comes whole, or not at all", async () => {
  const pages = { "": { units: [1, 2], next: "a" }, a: { units: [3], next: null } };
  const whole = api(({ query }) => json(pages[new URLSearchParams(query).get("cursor") || ""]));
  assert.deepEqual(await whole.all("/v1/schedule", "units", { date: "2030-08-04" }), [1, 2, 3]);
  assert.equal(whole.asked.length, 2);
  const cut = api(({ query }) => (query.includes("cursor") ? problem(400, "bad-request") : json(pages[""])));
  assert.ok(await cut.all("/v1/schedule", "units") instanceof Problem);
});

test("keys are never the same", () => {
  const keys = new Set(Array.from({ length: 1000 }, newKey));
  assert.equal(keys.size, 1000);
  assert.match([...keys][0], /^[0-9a-f]{32}$/);
});
