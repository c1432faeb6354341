// @ts-check
// How the status of a unit and the severity of a clash are shown: each has a sign, so that nothing depends on seeing its colour.
import { element } from "../../shared/elements.js";

/** @type {Record<string, string>} */
const SIGNS = {
  UNSCHEDULED: "?", SCHEDULED: "", GETTING_READY: "◔", RUNNING: "▸", SCHEDULED_BREAK: "‖", FINISHED: "✓", DELAYED: "◷", POSTPONED: "⇥", RESCHEDULED: "↻",
  INTERRUPTED: "‖", CANCELLED: "✕",
};
/** @type {Record<string, string>} */
const SEVERITIES = { error: "■", warning: "▲", note: "●" };

export const STATUSES = Object.keys(SIGNS);

/** @param {string} status */
export const signOf = (status) => SIGNS[status] ?? "";

/** @param {string} severity */
export const severitySign = (severity) => SEVERITIES[severity] || "";

/**
 * A unit's status with its sign and word.
 *
 * @param {import("../../shared/words.js").Words} words
 * @param {string} status
 */
export const statusTag = (words, status) =>
  element("span", { class: "tag is-" + status.toLowerCase() }, element("span", { "aria-hidden": "true" }, signOf(status)), " ", words.status(status));

/**
 * How bad a clash is, with its sign and word.
 *
 * @param {import("../../shared/words.js").Words} words
 * @param {string} severity
 */
export const severityTag = (words, severity) =>
  element("span", { class: "severity " + severity }, element("span", { "aria-hidden": "true" }, severitySign(severity)), " ", words.word("severity." + severity));
