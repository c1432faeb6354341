// Builds the page's parts as DOM nodes; text always goes in as text.
import { statusWord, words } from "./words.js";

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const RUNNING = ["RUNNING", "SCHEDULED_BREAK", "INTERRUPTED", "GETTING_READY"];
export const isRunning = (unit) => RUNNING.includes(unit.status) || unit.resultStatus === "LIVE";

/** Times are shown as at the Games: the offset is in them. */
export const clock = (time) => (time ? time.slice(11, 16) : "");

/** The discipline's name stands there where lines of several are together. */
export function unitLine(unit, discipline) {
  const hidden = unit.hideStart ? unit.startText || "" : clock(unit.start);
  const kind = isRunning(unit) ? "live" : unit.status === "FINISHED" ? "done" : "";
  const state = unit.resultStatus && unit.resultStatus !== "START_LIST" ? unit.resultStatus : unit.status;
  return element("li", { "data-unit": unit.code }, element("a", { href: "#/unit/" + unit.code },
    element("span", { class: "time" }, hidden),
    element("span", {}, unit.name, unit.medal === 1 ? element("span", { class: "medal", title: words.gold }, " ●") : null),
    element("span", { class: "status " + kind }, statusWord(state)),
    element("span", { class: "where" }, [discipline, unit.venue && unit.venue.name, unit.location && unit.location.name].filter((name, i, all) => name && all.indexOf(name) === i).join(" · "))));
}

export function nowCard(unit, discipline) {
  return element("a", { href: "#/unit/" + unit.code },
    element("small", {}, discipline || ""), element("strong", {}, unit.name), element("div", { class: "status live first" }, statusWord(unit.resultStatus || unit.status)));
}

const mark = (row) => row.irm || row.result || "";

export function resultTable(result, before) {
  const old = new Map((before ? before.rows : []).map((row) => [row.competitor.code, JSON.stringify(row)]));
  const body = element("tbody", {}, ...result.rows.map((row) => {
    const changed = before && old.get(row.competitor.code) !== JSON.stringify(row);
    const members = row.competitor.type === "T" ? row.competitor.members.map((member) => member.name).join(", ") : "";
    return element("tr", { class: changed ? "changed" : null },
      element("td", { class: "number" }, (row.rankEqual ? "=" : "") + (row.rank || row.startOrder || "")),
      element("td", {}, row.competitor.name, members ? element("small", {}, members) : null),
      element("td", {}, row.competitor.noc || ""),
      element("td", { class: "number" }, mark(row), row.qualification ? " " + row.qualification : "", row.wlt ? element("small", {}, row.wlt) : null));
  }));
  return element("table", {}, element("thead", {}, element("tr", {},
    element("th", { class: "number", scope: "col" }, words.rank), element("th", { scope: "col" }, words.name),
    element("th", { scope: "col" }, "NOC"), element("th", { class: "number", scope: "col" }, words.result))), body);
}

export function medalTable(table) {
  const head = ["", "NOC", words.gold, words.silver, words.bronze, words.total];
  return element("table", {}, element("thead", {}, element("tr", {}, ...head.map((word, i) => element("th", { class: i === 1 ? null : "number", scope: "col" }, word)))),
    element("tbody", {}, ...table.rows.map((row) => element("tr", {},
      element("td", { class: "number" }, String(row.rank)), element("td", {}, row.name, element("small", {}, row.noc)),
      ...[row.gold, row.silver, row.bronze, row.total].map((count) => element("td", { class: "number" }, String(count)))))));
}
