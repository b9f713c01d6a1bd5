/** {Blanks} of ready phrases: found, walked through, and none left in what is sent. Other braces are people's own. */

const BLANK = /\{([^{}\n]{1,20})\}/g;

/** @param {string} text @returns {string[]} the names, each once */
export const blanks = (text) => [...new Set([...text.matchAll(BLANK)].map((found) => found[1]))];

/** @param {string} text @param {ReadonlySet<string>} names @returns {string[]} as they stand there: "{割}" */
export const unfilled = (text, names) => blanks(text).filter((name) => names.has(name)).map((name) => `{${name}}`);

/**
 * The next blank behind a place, or the first of all when there is none behind it.
 * @param {string} text @param {number} from @param {ReadonlySet<string>} names
 * @returns {{start: number, end: number} | null}
 */
export function nextBlank(text, from, names) {
  const found = [...text.matchAll(BLANK)].filter((one) => names.has(one[1])).map((one) => ({ start: one.index, end: one.index + one[0].length }));
  return found.find((one) => one.start >= from) ?? found[0] ?? null;
}
