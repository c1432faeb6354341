/** As much of a document as the elements need, for tests. */
class FakeNode {
  constructor(tag, text = "") {
    Object.assign(this, { tag, text, childNodes: [], attributes: {}, dataset: {}, parent: null, listeners: {} });
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
    if (name.startsWith("data-")) this.dataset[name.slice(5)] = value;
  }

  removeAttribute(name) { delete this.attributes[name]; }
  getAttribute(name) { return this.attributes[name] ?? null; }

  append(...nodes) { nodes.forEach((node) => this.insertBefore(typeof node === "string" ? new FakeNode("", node) : node, null)); }

  insertBefore(node, before) {
    node.remove();
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node);
    node.parent = this;
  }

  remove() {
    if (this.parent) {
      this.parent.childNodes.splice(this.parent.childNodes.indexOf(this), 1);
      this.parent = null;
      if (this.contains(document.activeElement)) document.activeElement = document.body;
    }
  }

  contains(node) { return this === node || this.childNodes.some((child) => child.contains(node)); }
  hasChildNodes() { return this.childNodes.length > 0; }
  addEventListener(name, listener) { this.listeners[name] = listener; }
  focus() { document.activeElement = this; }
  set textContent(text) {
    this.childNodes.slice().forEach((child) => child.remove());
    this.text = text;
  }

  get textContent() { return this.text + this.childNodes.map((child) => child.textContent).join(""); }
  all() { return [this, ...this.childNodes.flatMap((child) => child.all())]; }
  querySelectorAll(selector) { return this.all().filter((node) => selector === `[${Object.keys(node.attributes).find((name) => selector === `[${name}]`)}]`); }
  scrollIntoView() {}
  get children() { return this.childNodes.filter(({ tag }) => tag); }
  querySelector(selector) { return this.all().find((node) => selector === `[data-key="${node.dataset.key}"]`) || null; }
}

export function installDocument() {
  globalThis.document = { createElement: (tag) => new FakeNode(tag), createTextNode: (text) => new FakeNode("", text), body: new FakeNode("body") };
  globalThis.window = { scrollY: 0, scrollTo() {} };
  globalThis.CSS = { escape: (text) => text };
  document.activeElement = document.body;
}
