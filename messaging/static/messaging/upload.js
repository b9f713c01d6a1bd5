/** One file on its way to the server, by the tus protocol 1.0: announced, sent piece by piece, gone on with where it stopped.
 *
 * @typedef {{id: string, room: string, name: string, type: string, size: number, sha256: string, begun: boolean}} Announced
 * @typedef {{state: string, reason: string, message: string}} Verdict what the server says has become of it: receiving,
 *   quarantine, clean, or refused with the name of the reason and a sentence
 * @typedef {{status: number, offset: number, code: string, message: string, retryAfter: number, verdict?: Verdict}} Reply
 * @typedef {(method: string, url: string, headers: Record<string, string>, body?: Uint8Array, signal?: AbortSignal) => Promise<Reply>} Ask
 * @typedef {{kind: "done" | "turn" | "stopped" | "lost" | "offline" | "trouble" | "signed-out" | "refused",
 *   status: number, code: string, message: string, retryAfter: number}} Outcome
 */

export const PIECE = 512 * 1024;
const AGAIN = 4; // answers in a row that bring it no further; after them it rests
const MISMATCH = 460;
const RESTING = new Set([403, 408, 423, 429]); // 403: the page's token is old, the next page has a new one

export class Upload {
  /**
   * @param {Announced} file `begun` when the server has heard of it
   * @param {{ask: Ask, read: (start: number, end: number) => Promise<Uint8Array | null>, moved?: (offset: number) => void,
   *   before?: () => Promise<unknown>, turn?: () => boolean, signal?: AbortSignal}} parts `before` is waited for in front of
   *   every piece; `turn` says that another file goes first
   */
  constructor(file, { ask, read, moved = () => {}, before = async () => {}, turn = () => false, signal }) {
    this.file = file;
    this.ask = ask;
    this.read = read;
    this.moved = moved;
    this.before = before;
    this.turn = turn;
    this.signal = signal;
    this.repeated = 0;
    this.at = -1;
  }

  get url() {
    return `/rooms/${this.file.room}/uploads/${this.file.id}`;
  }

  /** @returns {Promise<Outcome>} */
  async run() {
    let step = this.file.begun ? await this.#where() : await this.#announce();
    while (typeof step === "number") {
      if (step > this.at) this.repeated = 0;
      this.at = step;
      this.moved(step);
      if (step === this.file.size) return outcome("done");
      if (this.turn()) return outcome("turn");
      await this.before();
      if (this.signal?.aborted) return outcome("stopped");
      step = await this.#piece(step);
    }
    return this.signal?.aborted ? outcome("stopped") : step;
  }

  /** @returns {Promise<number | Outcome>} how far it has come at the server */
  async #where() {
    const reply = await this.ask("HEAD", this.url, {}, undefined, this.signal);
    if (reply.status === 404 || reply.status === 410) return this.#again(reply, () => this.#announce());
    return this.#standing(reply);
  }

  /** The same again answers how far it has come. @returns {Promise<number | Outcome>} */
  async #announce() {
    const headers = { "Upload-Length": String(this.file.size), "Upload-Metadata": metadata(this.file) };
    const reply = await this.ask("POST", `/rooms/${this.file.room}/uploads`, headers, undefined, this.signal);
    if (reply.status === 201) this.file.begun = true;
    return this.#standing(reply);
  }

  /** @param {number} offset @returns {Promise<number | Outcome>} */
  async #piece(offset) {
    const bytes = await this.read(offset, Math.min(offset + PIECE, this.file.size));
    if (!bytes) return outcome("lost");
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset), "Upload-Checksum": `sha256 ${base64(await sha256(bytes))}` };
    const reply = await this.ask("PATCH", this.url, headers, bytes, this.signal);
    if (reply.status === 409 && ["upload-offset", ""].includes(reply.code)) return this.#again(reply, () => this.#where());
    if (reply.status === MISMATCH) return this.#again(reply, async () => offset);
    if (reply.status === 404) return this.#again(reply, () => this.#where());
    return this.#standing(reply);
  }

  /** @param {Reply} reply @returns {number | Outcome} */
  #standing(reply) {
    if (reply.status < 200 || reply.status >= 300) return failed(reply);
    const { offset } = reply;
    return Number.isInteger(offset) && offset >= 0 && offset <= this.file.size ? offset : outcome("trouble", reply);
  }

  /** @param {Reply} reply @param {() => Promise<number | Outcome>} step */
  async #again(reply, step) {
    this.repeated += 1;
    return this.repeated > AGAIN ? outcome("trouble", reply) : step();
  }
}

/** @param {Outcome["kind"]} kind @param {Partial<Reply>} [reply] @returns {Outcome} */
function outcome(kind, { status = 0, code = "", message = "", retryAfter = 0 } = {}) {
  return { kind, status, code, message, retryAfter };
}

/** @param {Reply} reply */
function failed(reply) {
  const { status } = reply;
  if (status === 0) return outcome("offline", reply);
  if (status === 401) return outcome("signed-out", reply);
  return outcome(RESTING.has(status) || status >= 500 ? "trouble" : "refused", reply);
}

/** @param {Announced} file */
function metadata({ id, name, type, sha256: digest }) {
  const told = Object.entries({ id, filename: name, filetype: type, sha256: digest }).filter(([, value]) => value);
  return told.map(([key, value]) => `${key} ${base64(new TextEncoder().encode(value))}`).join(",");
}

/** @param {Uint8Array} bytes */
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** @param {BufferSource} bytes */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {Uint8Array} bytes */
export const hexadecimal = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
