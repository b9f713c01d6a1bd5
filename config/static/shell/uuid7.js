/** UUID version 7 (RFC 9562): milliseconds first, so that ids sort by the time they were made. */

/**
 * @param {number} [now] milliseconds since 1970
 * @param {(bytes: Uint8Array) => Uint8Array} [fill] fills with random bytes
 * @returns {string}
 */
export function uuid7(now = Date.now(), fill = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = fill(new Uint8Array(16));
  let rest = Math.max(0, Math.floor(now));
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
