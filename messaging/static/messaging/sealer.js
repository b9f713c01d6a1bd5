/** Seals what must wait on this device. The key lives in this page's memory and in the server's session only.
 *
 * @typedef {{iv: Uint8Array, bytes: ArrayBuffer}} Sealed
 */

const LABEL = "tsunagi/device/1/";
const text = new TextEncoder();

export class Sealer {
  /** @param {CryptoKey} key */
  constructor(key) {
    this.key = key;
  }

  /** @param {string} base64 32 bytes, as the server gave them for this session */
  static async fromKey(base64) {
    const raw = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    if (raw.length !== 32) throw new RangeError("a key of 32 bytes is needed");
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    raw.fill(0);
    return new Sealer(key);
  }

  /** @param {string} place where it will lie: it opens nowhere else @param {unknown} value @returns {Promise<Sealed>} */
  seal(place, value) {
    return this.sealBytes(place, text.encode(JSON.stringify(value)));
  }

  /** @param {string} place @param {BufferSource} given @returns {Promise<Sealed>} */
  async sealBytes(place, given) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, bytes: await crypto.subtle.encrypt(this.#how(place, iv), this.key, given) };
  }

  /** The value, or null when it was sealed by another session or for another place. @param {string} place @param {Sealed} sealed */
  async open(place, sealed) {
    const bytes = await this.openBytes(place, sealed);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  }

  /** @param {string} place @param {Sealed} sealed @returns {Promise<Uint8Array | null>} */
  async openBytes(place, sealed) {
    try {
      return new Uint8Array(await crypto.subtle.decrypt(this.#how(place, sealed.iv), this.key, sealed.bytes));
    } catch {
      return null;
    }
  }

  /** @param {string} place @param {Uint8Array} iv */
  #how(place, iv) {
    return { name: "AES-GCM", iv, additionalData: text.encode(LABEL + place) };
  }
}
