import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { told } from "../../main/resources/web/shared/notices.js";
import { Problem } from "../../main/resources/web/shared/problem.js";
import { createWords, LANGUAGES, preferred } from "../../main/resources/web/shared/words.js";

const WEB = new URL("../../main/resources/web/", import.meta.url);
/** The name of a route with parameters: nothing leads there by name. */
const UNNAMED = ["unit"];
/** Made of codes that the server sends. */
const BY_CODE = /^(status|problem)\./;
/** Said of one thing in place of the word before it. */
const ONE = /\.one$/;

const file = (language) => JSON.parse(readFileSync(new URL(`words/${language}.json`, WEB), "utf8"));

function sources(folder = WEB) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = new URL(entry.name + (entry.isDirectory() ? "/" : ""), folder);
    return entry.isDirectory() ? sources(path) : entry.name.endsWith(".js") ? [readFileSync(path, "utf8")] : [];
  });
}

/** Keys in the calls word("…"), in notes and in the names of routes. */
function used() {
  const found = sources().flatMap((source) => [...source.matchAll(/\b(?:word\(|word: |name: )(?:[\w.]+(?:\([\w.]*\))? \? )?"([\w.-]+)"(?: : "([\w.-]+)")?/g)]);
  return new Set(found.flatMap(([, one, other]) => [one, other].filter(Boolean)));
}

test("every language says everything, with the same places for values", () => {
  const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  const english = file("en");
  assert.deepEqual(readdirSync(new URL("words/", WEB)).sort(), LANGUAGES.map((language) => language + ".json").sort());
  for (const language of LANGUAGES) {
    const words = file(language);
    assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort(), language);
    for (const [key, text] of Object.entries(words)) {
      assert.ok(text.trim(), `${language} ${key}`);
      assert.deepEqual(places(text), places(english[key]), `${language} ${key}`);
      assert.ok(!ONE.test(key) || key.replace(ONE, "") in words, `${language} ${key}: of more than one`);
    }
  }
});

test("there is a word for all that pages say, and none that nobody says", () => {
  const words = Object.keys(file("en"));
  const said = used();
  const begun = [...said].filter((key) => key.endsWith("."));
  const isMade = (key) => BY_CODE.test(key) || begun.some((beginning) => key.startsWith(beginning));
  assert.deepEqual(words.filter((key) => !isMade(key) && !said.has(key.replace(ONE, ""))), [], "not said");
  assert.deepEqual(begun.filter((beginning) => !words.some((key) => key.startsWith(beginning))), [], "begun, and nothing goes on with it");
  assert.deepEqual([...said].filter((key) => !begun.includes(key) && !words.includes(key) && !UNNAMED.includes(key)), [], "without a word");
});

test("every problem has its advice", () => {
  const words = file("en");
  const titles = Object.keys(words).filter((key) => /^problem\.[\w-]+$/.test(key));
  assert.deepEqual(titles.filter((key) => !(key + ".advice" in words)), []);
});

test("the language is that of the address, else of who reads, else English", () => {
  assert.equal(preferred("fr", ["es"]), "fr");
  assert.equal(preferred("xx", ["de-DE", "es-MX", "fr"]), "es");
  assert.equal(preferred(null, ["de"]), "en");
});

test("another language is spoken once its words are there; the last one wanted counts", async () => {
  const waiting = {};
  const words = createWords((language) => new Promise((given) => { waiting[language] = given; }));
  const french = words.use("fr");
  const spanish = words.use("es");
  waiting.es({ hello: "hola {name}", units: "{count}", "units.one": "una" });
  await spanish;
  waiting.fr({ hello: "bonjour" });
  await french;
  assert.equal(words.language(), "es");
  assert.equal(words.word("hello", { name: "Ana" }), "hola Ana");
  assert.equal(words.word("unheard"), "unheard");
  assert.equal(words.word("units", { count: 1 }), "una");
  assert.equal(words.word("units", { count: 2 }), "2");
  assert.equal(words.status("NEW_CODE"), "NEW_CODE");
});

test("words that do not come leave everything as it is", async () => {
  const words = createWords(async (language) => (language === "en" ? { hello: "hello" } : Problem.of("unreachable")));
  await words.use("en");
  assert.equal((await words.use("fr")).kind, "unreachable");
  assert.equal(words.word("hello"), "hello");
});

test("problems are told in the language, with what to do and what the server says", async () => {
  const words = createWords(async (language) => file(language));
  await words.use("fr");
  const problem = (kind, status) => new Problem({ type: "/problems/" + kind, title: "T", status, detail: "D.", correlationId: "c1" });
  const known = told(words, problem("not-found", 404));
  assert.deepEqual(known, { title: file("fr")["problem.not-found"], advice: file("fr")["problem.not-found.advice"], detail: "D.", reference: "" });
  assert.equal(told(words, problem("invented-later", 422)).title, file("fr")["problem.refused"]);
  const ours = told(words, problem("internal", 500));
  assert.equal(ours.title, file("fr")["problem.failed"]);
  assert.match(ours.reference, /c1/);
});
