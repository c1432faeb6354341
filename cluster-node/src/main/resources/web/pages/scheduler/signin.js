// @ts-check
// Where a scheduler shows the key. It is typed or pasted each time: a browser that remembers it for others would be wrong.
import { button, element, fill } from "../../shared/elements.js";
import { notice } from "../../shared/notices.js";

/** @param {import("./desk.js").Desk} desk */
export function createSignIn({ words, access, say }) {
  const { word } = words;
  const input = element("input", { type: "password", id: "key", autocomplete: "off", spellcheck: "false", "data-key": "key" });
  const label = element("label", { for: "key" });
  const submit = element("button", { type: "submit", class: "primary" });
  const form = element("form", { class: "signin" }, label, input, submit);
  const state = element("p", { class: "signedin" });
  const problem = element("div", {});
  const node = element("div", { class: "access" }, form, state, problem);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const key = input.value.trim();
    if (key) {
      await access.signIn(key);
      input.value = "";
      if (access.isIn()) say(word("desk.signedIn"));
    }
  });

  function draw() {
    const { isAsking, problem: is } = access.store.state;
    label.textContent = word("desk.key");
    submit.textContent = word("desk.signIn");
    submit.disabled = isAsking;
    form.hidden = access.isIn();
    state.hidden = !access.isIn();
    fill(state, word("desk.signedIn"), " ", button({ class: "quiet", "data-key": "sign out" }, word("desk.signOut"), access.signOut));
    fill(problem, is && notice(words, is, word("close"), () => access.store.set({ problem: null })));
  }

  return { node, draw };
}
