import assert from "node:assert/strict";
import test from "node:test";
import { href, match } from "../../main/resources/web/shared/router.js";

const ROUTES = [{ path: "/", name: "today" }, { path: "/unit/:code", name: "unit" }, { path: "/medals", name: "medals" }];
const matched = (hash) => {
  const { route, params } = match(ROUTES, hash);
  return [route.name, params];
};

test("each address has its view", () => {
  assert.deepEqual(matched(""), ["today", {}]);
  assert.deepEqual(matched("#/"), ["today", {}]);
  assert.deepEqual(matched("#/medals"), ["medals", {}]);
  assert.deepEqual(matched("#/unit/ATHM100M--------------FNL-000100--"), ["unit", { code: "ATHM100M--------------FNL-000100--" }]);
});

test("what is no address shows the first view", () => {
  assert.deepEqual(matched("#/nowhere/at/all"), ["today", {}]);
  assert.deepEqual(matched("#/unit"), ["today", {}]);
});

test("any text goes into an address and out again", () => {
  assert.deepEqual(matched(href("/unit/:code", { code: "a/b ü%" })), ["unit", { code: "a/b ü%" }]);
  assert.deepEqual(matched("#/unit/100%"), ["unit", { code: "100%" }], "half an escape is text");
  assert.equal(href("/"), "#/");
});
