import assert from "node:assert/strict";
import test from "node:test";
import { createStore } from "../../main/resources/web/shared/store.js";

test("who wants to know is told of every change, and of nothing else", () => {
  const store = createStore({ day: "", discipline: "" });
  const told = [];
  const off = store.on((state) => told.push(state.day));
  store.set({ day: "2030-08-04" });
  store.set({ day: "2030-08-04" });
  off();
  store.set({ day: "2030-08-05" });
  assert.deepEqual(told, ["2030-08-04"]);
  assert.deepEqual(store.state, { day: "2030-08-05", discipline: "" });
});

test("what was read does not change", () => {
  const store = createStore({ day: "1" });
  const before = store.state;
  store.set({ day: "2" });
  assert.equal(before.day, "1");
  assert.throws(() => { before.day = "3"; }, TypeError);
});
