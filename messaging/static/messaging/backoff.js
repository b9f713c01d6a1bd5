/** Waiting times that grow and are spread, so that a ward of tablets does not knock at once. */

/**
 * @param {number} attempt 1 for the first failure
 * @param {() => number} [random]
 * @param {number} [first] milliseconds
 * @param {number} [most] milliseconds
 * @returns {number} between 0 and the limit of this attempt, never under 200 ms
 */
export function backoff(attempt, random = Math.random, first = 1_000, most = 60_000) {
  const limit = Math.min(most, first * 2 ** Math.min(attempt - 1, 16));
  return Math.max(200, Math.floor(limit * random()));
}
