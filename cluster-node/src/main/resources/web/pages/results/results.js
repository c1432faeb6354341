// @ts-check
// Timetable, live results and medals for everyone.
import { openPage } from "../../shared/page.js";
import { createStore } from "../../shared/store.js";
import { medals } from "./medals.js";
import { today } from "./today.js";
import { unit } from "./unit.js";

/** Kept while another view is shown. */
const choice = createStore({ day: "", discipline: "" });

await openPage({
  routes: [
    { path: "/", name: "today", view: (page) => today(page, choice) },
    { path: "/unit/:code", name: "unit", view: (page, { code }) => unit(page, code) },
    { path: "/medals", name: "medals", view: medals },
  ],
  kinds: ["schedule", "result", "medals"],
});
