/** The phrases of this person, asked for once a page and kept in memory only. */

import { get } from "shell/api";
import { blanks, unfilled } from "messaging/blanks";

/** @typedef {{id: string, from: string, purpose: string, purpose_label: string, text: string}} Phrase */
/** @typedef {{phrases: Phrase[], names: Set<string>, message: string}} Phrases */

/** @type {Promise<Phrases> | null} */
let asked = null;

/** @returns {Promise<Phrases>} */
export function allPhrases() {
  asked ??= load();
  return asked;
}

async function load() {
  const answer = await get("/phrases.json");
  if (answer.kind !== "ok") {
    asked = null; // asked again next time
    return { phrases: [], names: new Set(), message: answer.message };
  }
  const phrases = /** @type {Phrase[]} */ (answer.body.phrases);
  return { phrases, names: new Set([...answer.body.blanks, ...phrases.flatMap((one) => blanks(one.text))]), message: "" };
}

/**
 * Which blanks of phrases still stand in any of these texts. Asks nothing as long as there is no brace.
 * @param {string[]} texts
 * @returns {Promise<string[]>}
 */
export async function unfilledIn(texts) {
  const braced = texts.filter((text) => text.includes("{"));
  if (!braced.length) return [];
  const { names } = await allPhrases();
  return [...new Set(braced.flatMap((text) => unfilled(text, names)))];
}

/** @param {Phrase[]} phrases @param {string} wanted @returns {Phrase[]} */
export function matching(phrases, wanted) {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  return phrases.filter((one) => words.every((part) => folded(`${one.purpose_label} ${one.text}`).includes(part)));
}

/** Width, case, and hiragana for katakana make no difference. @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
