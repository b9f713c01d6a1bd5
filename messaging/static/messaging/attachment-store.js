/** Files that wait on this device: cut into slices, each sealed for its place, beside a sealed list of them.
 *
 * A page says by a lock that it holds the key of its session (`lives`): what was sealed with a key that no page
 * holds any more opens for nobody, and is removed when it is met.
 */

import { PIECE } from "messaging/upload";

export const SLICE = PIECE;
const FILE = "file/";

export class AttachmentStore {
  /**
   * @param {import("messaging/store").DeviceRows | import("messaging/store").MemoryRows} rows
   * @param {import("messaging/sealer").Sealer} sealer
   * @param {string} by tells this session's key from others without telling the key
   * @param {(by: string) => Promise<boolean>} lives whether another page holds the key of that name
   */
  constructor(rows, sealer, by, lives = async () => false) {
    this.rows = rows;
    this.sealer = sealer;
    this.by = by;
    this.lives = lives;
  }

  /** Whether what is written here outlives the page. */
  get lasting() {
    return this.rows.lasting;
  }

  /** The list, as this session knows it. @returns {Promise<any[]>} */
  async all() {
    const opened = await Promise.all((await this.rows.all(FILE)).map((row) => this.#opened(row)));
    return opened.filter((value) => value !== null);
  }

  /** @param {string} id @returns {Promise<any>} */
  async get(id) {
    const row = await this.rows.get(FILE + id);
    return row ? this.sealer.open(row.place, row) : null;
  }

  /** @param {any} file */
  async put(file) {
    const place = FILE + file.id;
    await this.rows.put({ place, by: this.by, ...(await this.sealer.seal(place, file)) });
  }

  /** Lays the bytes down slice by slice; throws when the device is full. @param {string} id @param {Blob} blob @param {() => boolean} [stopped] */
  async keep(id, blob, stopped = () => false) {
    for (let number = 0; number * SLICE < blob.size && !stopped(); number += 1) {
      const bytes = await blob.slice(number * SLICE, (number + 1) * SLICE).arrayBuffer();
      await this.#lay(sliceAt(id, number), bytes);
    }
  }

  /** A part of the file, put together from at most two slices. @param {string} id @param {number} start @param {number} end @returns {Promise<Uint8Array | null>} */
  async read(id, start, end) {
    const parts = [];
    for (let number = Math.floor(start / SLICE); number * SLICE < end; number += 1) {
      const bytes = await this.#lying(sliceAt(id, number));
      if (!bytes) return null;
      parts.push(bytes.subarray(Math.max(0, start - number * SLICE), end - number * SLICE));
    }
    return parts.length === 1 ? parts[0] : new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  /** @param {string} id @param {Blob} picture small */
  async keepThumbnail(id, picture) {
    await this.#lay(`thumbnail/${id}`, await picture.arrayBuffer());
  }

  /** @param {string} id @returns {Promise<Blob | null>} */
  async thumbnail(id) {
    const bytes = await this.#lying(`thumbnail/${id}`);
    return bytes && new Blob([bytes], { type: "image/jpeg" });
  }

  /** @param {string} id */
  async removeSlices(id) {
    await this.rows.removeAll(`slice/${id}/`);
  }

  /** The list last: what a cut leaves behind is met again. @param {string} id */
  async remove(id) {
    await this.removeSlices(id);
    await this.rows.remove(`thumbnail/${id}`);
    await this.rows.remove(FILE + id);
  }

  /** Brings what a former key of the same person sealed under this one, slice by slice. @param {AttachmentStore} former @param {any[]} files */
  async takeOver(former, files) {
    for (const file of files) {
      const places = [`thumbnail/${file.id}`, ...(await this.rows.places(`slice/${file.id}/`))];
      for (const place of places) {
        const bytes = await former.#lying(place);
        if (bytes) await this.#lay(place, bytes);
      }
      await this.put(file);
    }
  }

  /** @param {string} place @param {BufferSource} bytes */
  async #lay(place, bytes) {
    await this.rows.put({ place, by: this.by, ...(await this.sealer.sealBytes(place, bytes)) });
  }

  /** @param {string} place */
  async #lying(place) {
    const row = await this.rows.get(place);
    return row ? this.sealer.openBytes(place, row) : null;
  }

  /** @param {import("messaging/store").Row} row */
  async #opened(row) {
    const value = await this.sealer.open(row.place, row);
    const given = { mine: value !== null && row.by === this.by, whole: value?.complete !== false };
    if (given.mine && given.whole) return value;
    if (!(await this.lives(row.by ?? ""))) await this.remove(row.place.slice(FILE.length));
    return null;
  }
}

/** @param {string} id @param {number} number */
const sliceAt = (id, number) => `slice/${id}/${String(number).padStart(6, "0")}`;
