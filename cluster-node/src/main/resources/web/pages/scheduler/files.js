// @ts-check
// The timetable for other programs: a spreadsheet to be taken away and brought back, and a calendar to subscribe to.
import { button, element, fill } from "../../shared/elements.js";
import { NO_TIME } from "./filters.js";

/** @param {import("./desk.js").Desk} desk */
export function createFiles(desk) {
  const { words, page, choice, access, plan, say } = desk;
  const { word } = words;
  const title = element("h2", {});
  const download = element("a", { class: "file", download: "", "data-key": "download", id: "download" });
  const more = element("p", { class: "hint" });
  const upload = element("input", { type: "file", accept: ".csv,text/csv", id: "upload", "data-key": "upload" });
  const uploadLabel = element("label", { for: "upload" });
  const uploadIs = element("p", { class: "hint" });
  const calendar = element("h2", {});
  const address = element("input", { id: "calendar", readonly: true, "data-key": "calendar" });
  const addressLabel = element("label", { for: "calendar" });
  const subscribe = element("a", { class: "file", "data-key": "subscribe", id: "subscribe" });
  const copy = button({ class: "quiet", "data-key": "copy" }, "", copied);
  const field = element("div", { class: "field" }, uploadLabel, upload);
  const node = element("div", { class: "files" }, title, element("p", {}, download), more, field, uploadIs,
    calendar, element("div", { class: "field" }, addressLabel, address), element("p", { class: "buttons" }, subscribe, " ", copy));

  // Another data centre may serve by now.
  download.addEventListener("click", draw);
  subscribe.addEventListener("click", draw);
  upload.addEventListener("change", () => { if (upload.files?.length) read(upload.files[0]); });

  function draw() {
    const { day, dayOnly, discipline, venue, text, clashesOnly } = choice.state;
    const shown = { discipline, venue };
    download.href = page.api.address("/v1/schedule.csv", { ...shown, date: dayOnly && day !== NO_TIME ? day : "" });
    address.value = page.api.address("/v1/schedule.ics", shown);
    subscribe.href = address.value.replace(/^https?:/, "webcal:");
    title.textContent = word("files.sheet");
    download.textContent = word("files.download");
    fill(more, word("files.isFiltered"), (text || clashesOnly || day === NO_TIME) && " " + word("files.notFiltered"));
    uploadLabel.textContent = word("files.upload");
    uploadIs.textContent = access.isIn() ? word("files.uploadIs") : word("desk.signInFirst");
    field.hidden = !access.isIn();
    calendar.textContent = word("files.calendar");
    addressLabel.textContent = word("files.address");
    subscribe.textContent = word("files.subscribe");
    copy.textContent = word("files.copy");
  }

  /** Browsers keep their clipboard from pages without TLS: then what is to be copied is at least chosen. */
  async function copied() {
    address.select();
    try {
      await navigator.clipboard.writeText(address.value);
      say(word("files.copied"));
    } catch {
      say(word("files.copyIt"));
    }
  }

  /**
   * The file becomes the draft: what comes of it stands beside the timetable, and nothing is changed yet. It is sent as it is, because the data centre
   * knows better than a browser whether its letters are right.
   *
   * @param {File} file
   */
  async function read(file) {
    const bytes = await file.arrayBuffer();
    // The same one, mended, can be chosen again.
    upload.value = "";
    choice.set({ tab: "change", isOpen: true });
    plan.set({ units: [], action: "set", sheet: { name: file.name, bytes } });
  }

  return { node, draw };
}
