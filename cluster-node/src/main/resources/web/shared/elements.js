// @ts-check
// Makes DOM nodes. Text always goes in as text; styles are classes, because the policy of pages allows no others.

/** @typedef {Node | string | null | undefined | false} Child what is nothing is left out */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes] without a value: left out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  dress(node, attributes);
  node.append(...some(children));
  return node;
}

/** @param {Element} node @param {Record<string, string | number | boolean | null | undefined>} attributes */
function dress(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    } else {
      node.removeAttribute(name);
    }
  }
}

/**
 * Elements that are the same ones in the next drawing, by their keys, with whatever is in them then: where somebody types in one, it is not taken away
 * because something else has changed. A key that a drawing does not name is forgotten.
 */
export function createKept() {
  /** @type {Map<string, HTMLElement>} */
  let before = new Map();
  /** @type {Map<string, HTMLElement>} */
  let now = new Map();
  return {
    /**
     * @param {string} key
     * @param {keyof HTMLElementTagNameMap} tag
     * @param {Record<string, string | number | boolean | null | undefined>} attributes the same ones each time
     * @param {...Child} children
     */
    element(key, tag, attributes, ...children) {
      const node = before.get(key) || document.createElement(tag);
      now.set(key, node);
      dress(node, attributes);
      fill(node, ...children);
      return node;
    },
    /** A drawing is over. */
    done() {
      before = now;
      now = new Map();
    },
  };
}

/**
 * Makes the nodes the children of parent. Those that are there already are not touched: a list that is open stays open, and who types goes on. Where the
 * order is another, the one with the keyboard's place stays and the others go round it: what is moved loses that place.
 *
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  const wanted = some(children);
  for (const old of [...parent.childNodes]) {
    if (!wanted.includes(old)) {
      old.remove();
    }
  }
  wanted.forEach((child, i) => {
    if (typeof child !== "string" && parent.contains(child) && child.contains(document.activeElement)) {
      while (parent.childNodes[i] !== child) parent.append(parent.childNodes[i]);
    }
    const there = parent.childNodes[i] || null;
    if (there !== child) {
      parent.insertBefore(typeof child === "string" ? document.createTextNode(child) : child, there);
    }
  });
}

/** @param {Child[]} children */
const some = (children) => /** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== undefined && child !== false));

/**
 * A list to choose from.
 *
 * @param {Record<string, string>} attributes aria-label at least
 * @param {[string, string][]} options codes and names
 * @param {string} value
 * @param {(code: string) => void} chosen
 */
export function chooser(attributes, options, value, chosen) {
  const select = element("select", attributes, ...options.map(([code, name]) => element("option", { value: code, selected: code === value }, name)));
  select.addEventListener("change", () => chosen(select.value));
  return select;
}

/** @param {Record<string, string>} attributes @param {string} label @param {() => void} pressed */
export function button(attributes, label, pressed) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", pressed);
  return node;
}

/**
 * Draws again and puts the keyboard's place back where it was: to the element with the same data-key.
 *
 * @param {Element} parent
 * @param {() => void} draw
 */
export function keepingPlace(parent, draw) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const key = before && parent.contains(before) ? before.dataset.key : undefined;
  draw();
  if (key && document.activeElement !== before) {
    /** @type {HTMLElement | null} */ (parent.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus({ preventScroll: true });
  }
}
