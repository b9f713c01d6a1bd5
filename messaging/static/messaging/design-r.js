/** Pressure ulcers by the codes of DESIGN-R 2020, as patients/design_r.py reckons them: a test compares the two. Pure. */

/** @type {Record<string, Record<string, number>>} */
export const POINTS = {
  exudate: { e0: 0, e1: 1, e3: 3, E6: 6 },
  size: { s0: 0, s3: 3, s6: 6, s8: 8, s9: 9, s12: 12, S15: 15 },
  inflammation: { i0: 0, i1: 1, I3C: 3, I3: 3, I9: 9 },
  granulation: { g0: 0, g1: 1, g3: 3, G4: 4, G5: 5, G6: 6 },
  necrosis: { n0: 0, N3: 3, N6: 6 },
  pocket: { p0: 0, P6: 6, P9: 9, P12: 12, P24: 24 },
};
export const ITEMS = ["depth", ...Object.keys(POINTS)];
const SIZES = /** @type {[number, string][]} */ ([[4, "s3"], [16, "s6"], [36, "s8"], [64, "s9"], [100, "s12"]]);
const POCKETS = /** @type {[number, string][]} */ ([[4, "P6"], [16, "P9"], [36, "P12"]]);

/** Without depth; null while one of the six has no code. @param {Record<string, string>} codes @returns {number | null} */
export function total(codes) {
  const points = Object.entries(POINTS).map(([item, known]) => known[codes[item]]);
  return points.some((one) => one === undefined) ? null : points.reduce((sum, one) => sum + one, 0);
}

/** "D3-E6s6I3CG6n0p0:21", "" while an item has no code. @param {Record<string, string>} codes */
export function notation(codes) {
  const points = total(codes);
  if (points === null || !codes.depth) return "";
  return `${codes.depth}-${Object.keys(POINTS).map((item) => codes[item]).join("")}:${points}`;
}

/** The items that have no code yet. @param {Record<string, string>} codes */
export const missing = (codes) => ITEMS.filter((item) => !codes[item]);

/** @param {number} length @param {number} width both in cm */
export function sizeCode(length, width) {
  const area = square(length, width);
  if (area === 0) return "s0";
  return SIZES.find(([below]) => area < below)?.[1] ?? "S15";
}

/** "" when the pocket would be smaller than its ulcer. @param {number} length @param {number} width @param {number} pocketLength @param {number} pocketWidth */
export function pocketCode(length, width, pocketLength, pocketWidth) {
  const area = round(square(pocketLength, pocketWidth) - square(length, width));
  if (area < 0) return "";
  if (area === 0) return "p0";
  return POCKETS.find(([below]) => area < below)?.[1] ?? "P24";
}

/** @param {number} one @param {number} other */
const square = (one, other) => round(one * other);

/** 0.1 × 0.1 has four places at most; beyond them a binary number errs. @param {number} value */
const round = (value) => Math.round(value * 10_000) / 10_000;
