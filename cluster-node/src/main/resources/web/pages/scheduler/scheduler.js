// @ts-check
// The schedulers' desk: the whole timetable, what a change of it would do, and making it.
import { openPage } from "../../shared/page.js";
import { createViews } from "./views.js";

/** @type {import("./views.js").Views | undefined} */
let views;
const view = (/** @type {import("../../shared/page.js").Page} */ page, /** @type {boolean} */ asTable) => (views ??= createViews(page))(asTable);

await openPage({
  routes: [
    { path: "/", name: "timeline", view: (page) => view(page, false) },
    { path: "/table", name: "table", view: (page) => view(page, true) },
  ],
  kinds: ["schedule", "conflict"],
});
