import assert from "node:assert";
import { arrive, kept, loading } from "./arrivals.mjs";

// A page that lies open: nothing asks, and everything changes.
for (let i = 0; i < 10_000; i++) arrive("result", "unit" + i, { version: i });
assert.equal(kept(), 0);

let answer;
const long = new Promise((given) => { answer = given; });
const shown = loading(async (newer) => newer("result", "unit1", await long));
arrive("result", "unit1", { version: 2 });
const other = await loading(async (newer) => newer("result", "unit2", { version: 1 }));
assert.deepEqual(other, { version: 1 }, "of this unit nothing came");
assert.equal(kept(), 1, "the first answer is still on its way");
answer({ version: 1 });
assert.deepEqual(await shown, { version: 2 }, "what came meanwhile is newer than the answer");
assert.equal(kept(), 0);

await assert.rejects(loading(async () => {
  arrive("medals", "", {});
  throw new Error("no data centre");
}));
assert.equal(kept(), 0, "an answer that does not come is not waited for");
