/** Numbers as people type them, and whether one can be. Pure. */

/** Full-width figures and marks become plain ones, as people type them with a Japanese keyboard. @param {string} text */
export function plainNumber(text) {
  return text.normalize("NFKC").trim().replace(/[。、,]/g, ".").replace(/[ー−–]/g, "-");
}

/**
 * What is wrong or unusual about one number.
 * @param {string} text
 * @param {{hardLow: string, hardHigh: string, softLow: string, softHigh: string}} limits empty: no limit
 * @returns {"" | "number" | "impossible" | "low" | "high"}
 */
export function judge(text, limits) {
  if (!/^\d+(\.\d+)?$/.test(text)) return "number";
  const value = Number(text);
  const beyond = (/** @type {string} */ limit, /** @type {number} */ sign) => limit !== "" && sign * value > sign * Number(limit);
  if (beyond(limits.hardLow, -1) || beyond(limits.hardHigh, 1)) return "impossible";
  if (beyond(limits.softLow, -1)) return "low";
  return beyond(limits.softHigh, 1) ? "high" : "";
}
