import assert from "node:assert/strict";
import test from "node:test";
import { arrive, kept, loading } from "../../main/resources/web/shared/arrivals.js";

const result = (unit, version) => ({ kind: "result", value: { unit, version } });

test("a page that lies open keeps nothing", () => {
  for (let i = 0; i < 10_000; i++) arrive(result("unit" + i, i));
  assert.equal(kept(), 0);
});

test("what comes while an answer is on its way is newer, for as long as any answer is", async () => {
  let answer;
  const long = new Promise((given) => { answer = given; });
  const shown = loading(async (newer) => newer("result", "unit1", await long));
  arrive(result("unit1", 2));

  assert.deepEqual(await loading(async (newer) => newer("result", "unit2", { version: 1 })), { version: 1 }, "of this unit nothing came");
  assert.equal(kept(), 1, "the first answer is still on its way");

  answer({ version: 1 });
  assert.deepEqual(await shown, { unit: "unit1", version: 2 });
  assert.equal(kept(), 0);
});

test("an answer that does not come is not waited for", async () => {
  await assert.rejects(loading(async () => {
    arrive({ kind: "medals", value: { rows: [] } });
    throw new Error("no data centre");
  }));
  assert.equal(kept(), 0);
});
