// @ts-check
// The timeline: rows of venues and locations on an axis of time. Only what is in view is drawn, and not more at once than a frame has time for.
import { element, fill } from "../../shared/elements.js";
import { createAxis } from "./axis.js";
import { barOf, ghostOf, place, rowNameOf, sessionOf } from "./bars.js";
import { isNarrowed } from "./filters.js";
import { LANE_PX, rowsWithin, SESSION_PX, within } from "./rows.js";

const HEAD_PX = 44;
/** Drawn beyond what is in view, so that scrolling finds it there. */
const BEYOND_PX = 160;
/** What a frame may take for new bars; the next one goes on. */
const FRAME_MS = 7;
const GAP_PX = 2;
const LEAST_PX = 5;
/** Of a unit at the right end so much has to be seen. */
const LEFT_OPEN_PX = 80;

/** @typedef {ReturnType<typeof createTimeline>} Timeline */
/** @typedef {{node: HTMLElement, looks: string, of: unknown}} Drawn */

/** @param {import("./desk.js").Desk} desk */
export function createTimeline(desk) {
  const { words, timetable, plan, selection, choice } = desk;
  const corner = element("div", { class: "corner" });
  const ticks = element("div", { class: "ticks" });
  const names = element("div", { class: "names" });
  const bars = element("div", { class: "bars", role: "listbox", "aria-multiselectable": "true", tabindex: 0, id: "bars", "aria-describedby": "keys" });
  const body = element("div", { class: "body" }, names, bars);
  const canvas = element("div", { class: "canvas" }, element("div", { class: "head", "aria-hidden": "true" }, corner, ticks), body);
  const empty = element("p", { class: "empty", role: "status" });
  const node = element("div", { class: "timeline" }, canvas, empty);
  /** @type {Map<string, Drawn>} */
  const drawn = new Map();
  /** @type {Map<string, Drawn>} */
  const drawnNames = new Map();
  let axis = createAxis({ ...desk.span(), hour: choice.state.hour, zone: timetable.zone() });
  let isDue = false;
  let language = "";
  /** A unit to be brought into view with the next drawing. */
  let wanted = "";

  /** Time and rows may be others: what was drawn is measured again. */
  function measure() {
    const { from, to } = desk.span();
    axis = createAxis({ from, to, hour: choice.state.hour, zone: timetable.zone() });
    canvas.style.setProperty("--hour", axis.hour + "px");
    bars.style.width = axis.width + "px";
    body.style.height = desk.layout().height + "px";
    empty.textContent = desk.layout().rows.length ? "" : words.word(isNarrowed(choice.state) ? "desk.noneFound" : "nothing");
    if (language !== words.language()) {
      language = words.language();
      drawn.forEach((one) => one.node.remove());
      drawn.clear();
      drawnNames.clear();
      fill(names);
      corner.textContent = words.word("desk.rows");
      bars.setAttribute("aria-label", words.word("desk.timeline"));
    }
    due();
  }

  function due() {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        if (node.isConnected) paint();
      });
    }
  }

  /** Scrolls to the unit that is wanted, unless it is in view. */
  function bring() {
    const found = wanted && desk.layout().places.get(wanted);
    wanted = "";
    if (found) {
      const x = axis.x(found.bar.from);
      const y = found.row.top + found.bar.lane * LANE_PX;
      const [wide, high] = [node.clientWidth - names.clientWidth, node.clientHeight - HEAD_PX];
      if (x < node.scrollLeft || x > node.scrollLeft + wide - LEFT_OPEN_PX) node.scrollLeft = Math.max(0, x - wide / 4);
      if (y < node.scrollTop || y > node.scrollTop + high - LANE_PX) node.scrollTop = Math.max(0, y - high / 3);
    }
  }

  const view = () => ({
    left: node.scrollLeft - BEYOND_PX, right: node.scrollLeft + node.clientWidth + BEYOND_PX,
    top: node.scrollTop - BEYOND_PX, bottom: node.scrollTop + node.clientHeight + BEYOND_PX,
  });

  function paint() {
    bring();
    const seen = view();
    const rows = rowsWithin(desk.layout().rows, seen.top, seen.bottom);
    paintHead(seen);
    paintNames(rows);
    paintBars(rows, seen);
    bars.setAttribute("aria-activedescendant", drawn.has("u " + selection.state.here) ? "u-" + selection.state.here : "");
  }

  /** @param {{left: number, right: number}} seen */
  function paintHead({ left, right }) {
    fill(ticks,
      ...axis.days(left, right).map((day) => {
        const one = element("div", { class: "dayname" + (day.date === choice.state.day ? " current" : "") }, element("span", {}, desk.dayName(day.date)));
        // Not moved but placed: its name stays in view, and that goes by places.
        one.style.left = day.x + "px";
        one.style.width = day.width + "px";
        return one;
      }),
      ...axis.ticks(left, right).filter((tick) => tick.kind !== "half").map((tick) => {
        const one = element("span", { class: "tick" }, tick.label);
        place(one, tick.x, 24, 40, 20);
        return one;
      }));
  }

  /** @param {import("./rows.js").Row[]} rows */
  function paintNames(rows) {
    sync(drawnNames, names, new Map(rows.map((row) => [row.key, row])), Infinity, (row, old) => {
      const signature = `${row.top} ${row.height}`;
      if (old && old.of === row) {
        return old;
      }
      old?.node.remove();
      const one = rowNameOf(row, words.word("desk.anywhere"));
      place(one, 0, row.top, names.clientWidth, row.height);
      return { node: one, looks: signature, of: row };
    });
  }

  /** @param {import("./rows.js").Row[]} rows @param {{left: number, right: number}} seen */
  function paintBars(rows, seen) {
    const [from, to] = [axis.time(seen.left), axis.time(seen.right)];
    /** @type {Map<string, {row: import("./rows.js").Row, bar?: import("./rows.js").Bar, session?: import("./rows.js").SessionBar, band?: true}>} */
    const wanted = new Map();
    for (const row of rows) {
      wanted.set("r " + row.key, { row, band: true });
      within(row.sessions, row.longest, from, to).forEach((session) => wanted.set(`s ${row.key} ${session.code}`, { row, session }));
      within(row.bars, row.longest, from, to).forEach((bar) => wanted.set("u " + bar.unit.code, { row, bar }));
    }
    const ghosts = paintGhosts(rows, from, to);
    const isWhole = sync(drawn, bars, wanted, performance.now() + FRAME_MS, ({ row, bar, session }, old) =>
      bar ? paintBar(row, bar, old, ghosts) : session ? paintSession(row, session, old) : paintBand(row, old));
    if (!isWhole) {
      due();
    }
  }

  /** @param {import("./rows.js").Row} row @param {Drawn | undefined} old */
  function paintBand(row, old) {
    if (old?.of === row) {
      return old;
    }
    const one = old?.node || element("div", { class: "band " + row.kind, "aria-hidden": "true" });
    place(one, 0, row.top, axis.width, row.height);
    return { node: one, looks: "", of: row };
  }

  /** @param {import("./rows.js").Row} row @param {import("./rows.js").SessionBar} session @param {Drawn | undefined} old */
  function paintSession(row, session, old) {
    const isChosen = session.units.every((code) => selection.state.codes.has(code));
    const looks = `${isChosen} ${axis.hour}`;
    if (old?.of === session && old.looks === looks) {
      return old;
    }
    old?.node.remove();
    const one = sessionOf(session, words.word("desk.sessionOf", { session: session.code, count: session.units.length }), isChosen);
    place(one, axis.x(session.from), row.top + 3 + session.lane * SESSION_PX, Math.max(LEAST_PX, axis.x(session.to) - axis.x(session.from) - GAP_PX), SESSION_PX - 3);
    return { node: one, looks, of: session };
  }

  /**
   * @param {import("./rows.js").Row} row
   * @param {import("./rows.js").Bar} bar
   * @param {Drawn | undefined} old
   * @param {Map<string, unknown>} ghosts
   */
  function paintBar(row, bar, old, ghosts) {
    const { code } = bar.unit;
    const looks = {
      isChosen: selection.state.codes.has(code), isHere: selection.state.here === code, isLeaving: ghosts.has(code), isNews: desk.isNews(code),
      isUnsettled: desk.unsettled.has(code),
    };
    const clashes = timetable.clashesOf(code);
    const signature = JSON.stringify([looks, axis.hour, clashes.length, row.top]);
    if (old && old.of === bar && old.looks === signature) {
      return old;
    }
    const width = Math.max(LEAST_PX, axis.x(bar.to) - axis.x(bar.from) - GAP_PX);
    const one = barOf(old ? old.node : null, bar, looks, { words, clashes, zone: timetable.zone(), width });
    place(one, axis.x(bar.from), row.top + 3 + bar.lane * LANE_PX, width, LANE_PX - 4);
    return { node: one, looks: signature, of: bar };
  }

  /**
   * What a draft would do, in the rows that are in view.
   *
   * @param {import("./rows.js").Row[]} rows
   * @param {number} from
   * @param {number} to
   */
  function paintGhosts(rows, from, to) {
    const ghosts = plan.ghosts();
    bars.querySelectorAll(".ghost").forEach((old) => old.remove());
    for (const [code, ghost] of ghosts) {
      const at = desk.layout().places.get(code);
      const row = at && rows.find((one) => one.kind === "location"
        && one.venue.code === (ghost.venue ?? at.row.venue.code) && (one.location?.code || "") === (ghost.location ?? (at.row.location?.code || "")));
      if (at && row && ghost.from < to && ghost.to > from) {
        const one = ghostOf(plan.store.state.isAsking);
        const lane = row === at.row ? at.bar.lane : 0;
        place(one, axis.x(ghost.from), row.top + 3 + lane * LANE_PX, Math.max(LEAST_PX, axis.x(ghost.to) - axis.x(ghost.from) - GAP_PX), LANE_PX - 4);
        bars.append(one);
      }
    }
    return ghosts;
  }

  node.addEventListener("scroll", due, { passive: true });
  new ResizeObserver(due).observe(node);

  return {
    node, bars, measure, due,
    axis: () => axis,
    namesPx: () => names.clientWidth,
    /** The row at a height of the window, and the moment at a place in it. */
    at(/** @type {number} */ clientX, /** @type {number} */ clientY) {
      const { left, top } = bars.getBoundingClientRect();
      return { row: rowsWithin(desk.layout().rows, clientY - top, clientY - top + 1)[0] || null, time: axis.time(clientX - left) };
    },
    /** Brings a moment into view. */
    showTime(/** @type {number} */ at) { node.scrollLeft = Math.max(0, axis.x(at)); },
    /** Brings a unit into view. */
    show(/** @type {string} */ code) {
      wanted = code;
      due();
    },
  };
}

/**
 * Keeps the drawn nodes of a parent as wanted: takes away, and makes until the time is over. Says whether all are there.
 *
 * @template T
 * @param {Map<string, Drawn>} drawn
 * @param {HTMLElement} parent
 * @param {Map<string, T>} wanted
 * @param {number} until
 * @param {(item: T, old: Drawn | undefined) => Drawn} make
 */
function sync(drawn, parent, wanted, until, make) {
  for (const [key, one] of drawn) {
    if (!wanted.has(key)) {
      one.node.remove();
      drawn.delete(key);
    }
  }
  for (const [key, item] of wanted) {
    const old = drawn.get(key);
    const now = make(item, old);
    if (now.node.parentNode !== parent) {
      parent.append(now.node);
    }
    drawn.set(key, now);
    if (performance.now() > until) {
      return false;
    }
  }
  return true;
}
