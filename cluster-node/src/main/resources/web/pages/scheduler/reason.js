// @ts-check
// The small form that asks why before something is done. There is one of it, which goes where it is needed and stays through all drawings: who types goes on.
import { button, element } from "../../shared/elements.js";

const REASON_MAX = 500;

/** @typedef {(reason: string) => Promise<boolean>} Then says whether it was done; where not, the reason stays to be sent again */

/**
 * @param {import("../../shared/words.js").Words} words
 * @param {() => void} changed the form belongs to something else now, or to nothing
 * @param {...import("../../shared/elements.js").Child} more what is asked beside it
 */
export function createReason(words, changed, ...more) {
  const input = element("input", { id: "why", maxlength: REASON_MAX, required: true, autocomplete: "off", "data-key": "why" });
  const label = element("label", { for: "why" });
  const submit = element("button", { type: "submit", class: "primary", "data-key": "do it" });
  const not = button({ class: "quiet", "data-key": "not" }, "", giveUp);
  const form = element("form", { class: "decide" }, ...more, element("div", { class: "field" }, label, input), element("div", { class: "buttons" }, submit, not));
  let asking = "";
  let about = "";
  /** @type {Then} */
  let then = async () => true;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = input.value.trim();
    if (reason && !submit.disabled) {
      const asked = asking;
      submit.disabled = true;
      const isDone = await then(reason);
      submit.disabled = false;
      if (isDone && asking === asked) giveUp();
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") giveUp();
  });

  function giveUp() {
    about = "";
    stop();
  }

  function stop() {
    asking = "";
    changed();
  }

  return {
    /** What it asks about; empty where it asks nothing. */
    asking: () => asking,
    /** The answer is awaited. */
    isSending: () => submit.disabled,
    /**
     * Asks why.
     *
     * @param {string} id of what is done
     * @param {Then} does
     * @param {string} [subject] whose reason it is: that which was typed for the same one is still there
     */
    ask(id, does, subject = id) {
      if (about !== subject) input.value = "";
      asking = id;
      about = subject;
      then = does;
      changed();
      input.focus();
    },
    giveUp,
    /** Asks no more, because what it was about is another now; what was typed is kept. */
    stop,
    /**
     * The form, where it asks about that one.
     *
     * @param {string} id
     * @param {string} name of what is done
     */
    of(id, name) {
      if (!asking || asking !== id) {
        return null;
      }
      label.textContent = words.word("desk.reason");
      submit.textContent = name;
      not.textContent = words.word("desk.giveUp");
      return form;
    },
  };
}
