// @ts-check
// Asks the API: at the data centre that answered last, and where that fails at the others. Says what came, or the Problem.
import { OUTCOME_UNKNOWN, Problem, UNREACHABLE } from "./problem.js";

const READ_MS = 3000;
/** A change waits for journals in two data centres. */
const CHANGE_MS = 10_000;
/** How often all data centres are asked in turn. */
const ROUNDS = 2;
const PAUSE_MAX_MS = 5000;
const PAGE_LIMIT = 1000;
const TOO_MANY = 429;
const FAILED_FROM = 500;
/** Refused before anything was done. */
const NOTHING_DONE = ["not-ready", "busy", "too-many-connections"];

/** @typedef {Record<string, string | number | undefined>} Query */

/**
 * @typedef {object} Options
 * @property {Query} [query] what is empty is left out
 * @property {unknown} [body] sent as JSON
 * @property {ArrayBuffer} [csv] a spreadsheet that is sent in its place, as it is
 * @property {string} [ifMatch] the revision that the change is made to
 * @property {string} [idempotencyKey] see newKey; the change is then safe to be sent again
 * @property {string} [key] who asks
 */

/** @typedef {ReturnType<typeof createApi>} Api */

/** Names one change, whoever takes it and how often it is sent. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * @param {object} parts
 * @param {import("./sites.js").Sites} parts.sites
 * @param {() => Query} parts.common asked with everything: language and Games
 * @param {typeof globalThis.fetch} [parts.fetch]
 * @param {(ms: number) => Promise<void>} [parts.pause]
 */
export function createApi({ sites, common, fetch = (...asked) => globalThis.fetch(...asked), pause = (ms) => new Promise((done) => setTimeout(done, ms)) }) {
  /**
   * The answer, or the Problem. Reads, and changes with an Idempotency-Key, go on to other data centres until one answers. A change without is sent
   * again only where the answer says that nothing was done; so that it is not sent to a dead one, a read goes ahead of it.
   *
   * @template {string} Path
   * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
   * @param {Path} path
   * @param {Options} [options]
   * @returns {Promise<Contract.Answer<Path> | Problem>}
   */
  async function send(method, path, options = {}) {
    const repeatable = method === "GET" || Boolean(options.idempotencyKey);
    const ahead = repeatable ? null : await send("GET", "/v1/sites");
    if (ahead instanceof Problem) {
      return ahead;
    }
    let problem = Problem.of(UNREACHABLE);
    for (let attempt = 0; attempt < ROUNDS * sites.count(); attempt++) {
      if (attempt > 0 && attempt % sites.count() === 0) {
        await pause(Math.min(PAUSE_MAX_MS, problem.retryAfterMs));
      }
      const site = sites.current();
      const answer = await ask(site, method, path, options);
      if (!(answer instanceof Problem)) {
        return answer;
      }
      problem = answer;
      if (!worthAsking(answer) || !(repeatable || NOTHING_DONE.includes(answer.kind))) {
        break;
      }
      sites.leave(site);
    }
    return problem.status === 0 && method !== "GET" ? Problem.of(OUTCOME_UNKNOWN, problem.detail) : problem;
  }

  /**
   * Another data centre may have an answer.
   *
   * @param {Problem} problem
   */
  const worthAsking = ({ status }) => status === 0 || status === TOO_MANY || status >= FAILED_FROM;

  /**
   * @param {import("./sites.js").Site} site
   * @param {string} method
   * @param {string} path
   * @param {Options} options
   */
  async function ask(site, method, path, options) {
    try {
      const response = await fetch(site.url + path + queryOf(path, options), {
        method,
        headers: headersOf(options),
        body: options.csv || (options.body === undefined ? undefined : JSON.stringify(options.body)),
        signal: timeout(method === "GET" ? READ_MS : CHANGE_MS),
      });
      const answer = response.ok ? await valueOf(response) : await Problem.in(response);
      const move = response.headers.get("Palmares-Move");
      if (move !== null) {
        sites.leave(site, move.split(",").map((url) => url.trim()));
      }
      return answer;
    } catch (failure) {
      return Problem.of(UNREACHABLE, failure);
    }
  }

  /** @param {string} path @param {Options} options */
  function queryOf(path, { query = {} }) {
    // Files are the same for everybody.
    const asked = Object.entries({ ...(path.startsWith("/v1/") ? common() : {}), ...query }).filter(([, value]) => value !== undefined && value !== "");
    return asked.length ? "?" + new URLSearchParams(asked.map(([name, value]) => [name, String(value)])) : "";
  }

  /** @template {string} Path @param {Path} path @param {Query} [query] */
  const get = (path, query = {}) => send("GET", path, { query });

  /**
   * All pages of the list that is the answer's member, in one.
   *
   * @template {string} Path
   * @template {keyof Contract.Answer<Path> & string} Name
   * @param {Path} path
   * @param {Name} member
   * @param {Query} [query]
   * @param {string} [key] who asks
   * @returns {Promise<Contract.Answer<Path>[Name] | Problem>}
   */
  async function all(path, member, query = {}, key) {
    /** @type {unknown[]} */
    const items = [];
    let cursor = "";
    do {
      /** @type {any} */
      const page = await send("GET", path, { query: { ...query, limit: PAGE_LIMIT, cursor }, key });
      if (page instanceof Problem) {
        return page;
      }
      items.push(...page[member]);
      cursor = page.next || "";
    } while (cursor);
    return /** @type {any} */ (items);
  }

  return {
    send, get, all,
    /**
     * Where an answer is found, for links and other programs: at the data centre that answered last.
     *
     * @param {string} path
     * @param {Query} query
     */
    address: (path, query) => sites.current().url + path + queryOf(path, { query }),
  };
}

/**
 * The compiler of Debian 12 does not know it yet; browsers and node do.
 *
 * @type {(ms: number) => AbortSignal}
 */
const timeout = (ms) => /** @type {any} */ (AbortSignal).timeout(ms);

/** @param {Options} options */
function headersOf({ body, csv, ifMatch, idempotencyKey, key }) {
  return {
    ...(csv && { "Content-Type": "text/csv" }),
    ...(body !== undefined && { "Content-Type": "application/json" }),
    ...(ifMatch && { "If-Match": `"${ifMatch}"` }),
    ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }),
    ...(key && { "X-API-KEY": key }),
  };
}

/** @param {Response} response @returns {Promise<any>} */
async function valueOf(response) {
  const type = response.headers.get("Content-Type") || "";
  return type.includes("json") ? response.json() : response.text();
}
