// @ts-check
// The medal table of the Games.
import { element } from "../../shared/elements.js";
import { Problem } from "../../shared/problem.js";

/**
 * @param {import("../../shared/page.js").Page} page
 * @returns {import("../../shared/stage.js").View}
 */
export function medals({ api, words, redraw }) {
  const { word } = words;
  /** @type {Contract.MedalRow[]} */
  let rows = [];

  /** @type {import("../../shared/stage.js").View["load"]} */
  async function load(newer) {
    const answer = await api.get("/v1/medals");
    if (answer instanceof Problem) {
      return answer;
    }
    rows = newer("medals", "", answer).rows;
  }

  function draw() {
    const head = ["", word("noc"), word("gold"), word("silver"), word("bronze"), word("total")];
    return [
      element("h1", {}, word("medals")),
      element("table", {},
        element("thead", {}, element("tr", {}, ...head.map((name, i) => element("th", { class: i !== 1 && "number", scope: "col" }, name)))),
        element("tbody", {}, ...rows.map(row))),
    ];
  }

  /** @param {Contract.MedalRow} of */
  function row({ rank, rankEqual, noc, name, gold, silver, bronze, total }) {
    return element("tr", {},
      element("td", { class: "number" }, (rankEqual ? "=" : "") + rank), element("td", {}, name, element("small", {}, noc)),
      ...[gold, silver, bronze, total].map((count) => element("td", { class: "number" }, String(count))));
  }

  return {
    load,
    draw,
    changed({ kind, value }) {
      if (kind === "medals") {
        rows = value.rows;
        redraw();
      }
    },
  };
}
