import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const folders = ["config/static/shell/", "messaging/static/messaging/"];
const sources = folders.flatMap((folder) => readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".js")).map((name) => [folder + name, readFileSync(new URL(folder + name, root), "utf8")]));
const known = new Set([...readFileSync(new URL("config/words.py", root), "utf8").matchAll(/^ {4}"([\w-]+)":/gm)].map(([, key]) => key));

test("every sentence a script asks for is sent with the page", () => {
  const asked = sources.flatMap(([name, text]) => [...text.matchAll(/\bword\(([^()]*)/g)].flatMap(([, inside]) => [...inside.split(/,\s*\{/)[0].matchAll(/(?<!=== )"([\w-]+)"/g)].map(([, key]) => `${name}: ${key}`)));
  assert.ok(asked.length > 30);
  assert.deepEqual(asked.filter((one) => !known.has(one.split(": ")[1]) && !one.startsWith("config/static/shell/words.js")), []);
});

test("no script writes HTML from text or runs text", () => {
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML|parseFromString|createContextualFragment/;
  assert.deepEqual(sources.filter(([, text]) => forbidden.test(text)).map(([name]) => name), []);
});

test("a script tells one story in at most 300 lines", () => {
  assert.deepEqual(sources.filter(([, text]) => text.split("\n").length > 300).map(([name]) => name), []);
});
