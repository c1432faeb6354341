// @ts-check
// What goes wrong, as the API says it (RFC 9457), and what never got so far.

const SECOND_MS = 1000;

/** Nobody answered at all. */
export const UNREACHABLE = "unreachable";
/** A change was sent and no answer came: it may be done or not. */
export const OUTCOME_UNKNOWN = "outcome-unknown";

/** Operations have retired the Games: they are not there any more, and do not come back. */
export const GAMES_RETIRED = "games-retired";

/** An answer that is none. It is given back and not thrown, so that whoever asks has to look at it. */
export class Problem {
  /**
   * @param {Partial<Contract.Problem>} said
   * @param {number} [retryAfterMs] how long the server wants to be left alone
   */
  constructor(said, retryAfterMs = 0) {
    /** The last part of its type: names the kind in words and tests. */
    this.kind = (said.type || "").split("/").pop() || "";
    /** 0 where there was no answer. */
    this.status = said.status || 0;
    this.title = said.title || "";
    this.detail = said.detail || "";
    this.correlationId = said.correlationId || "";
    this.retryAfterMs = retryAfterMs;
    /**
     * With the members of its kind.
     *
     * @type {Readonly<Record<string, unknown>>}
     */
    this.said = said;
  }

  /** @param {string} kind @param {unknown} [cause] */
  static of(kind, cause = "") {
    return new Problem({ type: kind, detail: String(cause) });
  }

  /**
   * The problem that a response carries; a proxy's own page has no more than its status.
   *
   * @param {Response} response
   */
  static async in(response) {
    const retryAfterMs = Number(response.headers.get("Retry-After")) * SECOND_MS || 0;
    const status = response.status;
    const type = response.headers.get("Content-Type") || "";
    return new Problem(type.includes("problem+json") ? { ...await response.json(), status } : { status, title: response.statusText }, retryAfterMs);
  }
}
