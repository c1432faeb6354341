// @ts-check
// Which view an address within a page means: what stands behind its #.

/**
 * @template View
 * @typedef {{path: string, name: string, view: View}} Route path: "/" or "/unit/:code"; what has a colon takes any text
 */

/** @typedef {Record<string, string>} Params */

/**
 * The route of a hash with its parameters; the first route where there is none.
 *
 * @template View
 * @param {Route<View>[]} routes
 * @param {string} hash location.hash
 * @returns {{route: Route<View>, params: Params}}
 */
export function match(routes, hash) {
  for (const route of routes) {
    const params = paramsOf(parts(route.path), parts(hash.replace(/^#/, "")));
    if (params) {
      return { route, params };
    }
  }
  return { route: routes[0], params: {} };
}

/**
 * The address of a route, for links.
 *
 * @param {string} path
 * @param {Params} [params]
 */
export const href = (path, params = {}) =>
  "#/" + parts(path).map((part) => (part.startsWith(":") ? encodeURIComponent(params[part.slice(1)]) : part)).join("/");

/** @param {string} path */
const parts = (path) => path.split("/").filter(Boolean);

/** @param {string[]} wanted @param {string[]} given @returns {Params | null} */
function paramsOf(wanted, given) {
  if (wanted.length !== given.length || wanted.some((part, i) => !part.startsWith(":") && part !== given[i])) {
    return null;
  }
  return Object.fromEntries(wanted.flatMap((part, i) => (part.startsWith(":") ? [[part.slice(1), decoded(given[i])]] : [])));
}

/**
 * Whoever types an address may type half an escape.
 *
 * @param {string} text
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
