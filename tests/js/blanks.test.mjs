import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { blanks, nextBlank, unfilled } = await ours("messaging/blanks");
const { allPhrases, matching, unfilledIn } = await ours("messaging/phrase-list");
const NAMES = new Set(["割", "mL", "月日"]);
const N2 = "食事{割}割、水分{mL}mL。むせはみられません。";

test("blanks are found in order, each once, and other braces are people's own", () => {
  assert.deepEqual(blanks(`${N2}{割}`), ["割", "mL"]);
  assert.deepEqual(unfilled("食事7割、水分{mL}mL、{x}、{}、{{constructor}}", NAMES), ["{mL}"]);
  assert.deepEqual(unfilled("｛割｝ {割\n} {割", NAMES), []);
});

test("the next blank stands behind the caret, or is the first again", () => {
  const first = N2.indexOf("{割}");
  const second = N2.indexOf("{mL}");
  assert.deepEqual(nextBlank(N2, 0, NAMES), { start: first, end: first + 3 });
  assert.deepEqual(nextBlank(N2, first + 1, NAMES), { start: second, end: second + 4 });
  assert.deepEqual(nextBlank(N2, second + 1, NAMES), { start: first, end: first + 3 });
  assert.equal(nextBlank("食事7割", 0, NAMES), null);
});

test("phrases are found by words, whatever their width, case and kana", () => {
  const phrases = [{ purpose_label: "報告", text: N2 }, { purpose_label: "相談", text: "オムツ・手袋が残りわずかです。" }];
  assert.deepEqual(matching(phrases, "ｍｌ 報告"), [phrases[0]]);
  assert.deepEqual(matching(phrases, "おむつ"), [phrases[1]]);
  assert.deepEqual(matching(phrases, "  "), phrases);
  assert.deepEqual(matching(phrases, "血圧"), []);
});

test("the list is asked for once a page, not at all without a brace, and again after a failure", async () => {
  const asked = [];
  const answers = [{ status: 503, body: { message: "あとで" } }, { status: 200, body: { phrases: [{ text: "{場所}の鍵" }], blanks: ["割"] } }];
  globalThis.fetch = async (url) => {
    const { status, body } = answers.shift();
    asked.push(url);
    return { type: "basic", status, text: async () => JSON.stringify(body), headers: new Headers() };
  };
  assert.deepEqual(await unfilledIn(["書いた", "もの"]), []);
  assert.deepEqual(asked, []);
  assert.equal((await allPhrases()).message, "あとで");
  assert.deepEqual(await unfilledIn(["{場所}は {割} {x}", "{割}"]), ["{場所}", "{割}"]);
  await allPhrases();
  assert.deepEqual(asked, ["/phrases.json", "/phrases.json"]);
});
