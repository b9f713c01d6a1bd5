/** Sealed rows on this device: a place, the sealed bytes, and nothing a stranger could read. */

const NAME = "tsunagi";
const TABLE = "sealed";

/** @typedef {{place: string, iv: Uint8Array, bytes: ArrayBuffer, by?: string}} Row */

/** @param {IDBRequest} request @returns {Promise<any>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Kept, or thrown out again because the device is full. @param {IDBTransaction} transaction */
function settled(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {string} prefix */
const under = (prefix) => (prefix ? IDBKeyRange.bound(prefix, `${prefix}\uffff`) : undefined);

/** In the browser's database. */
export class DeviceRows {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
    this.lasting = true;
  }

  static async open(name = NAME) {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "place" });
    return new DeviceRows(await done(request));
  }

  /** @param {IDBTransactionMode} mode */
  #table(mode) {
    return this.database.transaction(TABLE, mode).objectStore(TABLE);
  }

  /** @param {string} [prefix] @returns {Promise<Row[]>} */
  all(prefix = "") {
    return done(this.#table("readonly").getAll(under(prefix)));
  }

  /** @param {string} prefix @returns {Promise<string[]>} */
  places(prefix) {
    return done(this.#table("readonly").getAllKeys(under(prefix)));
  }

  /** @param {string} place @returns {Promise<Row | undefined>} */
  get(place) {
    return done(this.#table("readonly").get(place));
  }

  /** @param {Row} row */
  async put(row) {
    const table = this.#table("readwrite");
    table.put(row);
    await settled(table.transaction);
  }

  /** @param {string} place */
  async remove(place) {
    await done(this.#table("readwrite").delete(place));
  }

  /** @param {string} prefix */
  async removeAll(prefix) {
    await done(this.#table("readwrite").delete(IDBKeyRange.bound(prefix, `${prefix}\uffff`)));
  }
}

/** In memory only, where the browser has no database to offer (private windows, tests). */
export class MemoryRows {
  constructor() {
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    this.lasting = false;
  }

  /** @param {string} [prefix] */
  async all(prefix = "") {
    return [...this.rows.values()].filter(({ place }) => place.startsWith(prefix));
  }

  /** @param {string} prefix */
  async places(prefix) {
    return [...this.rows.keys()].filter((place) => place.startsWith(prefix));
  }

  /** @param {string} place */
  async get(place) {
    return this.rows.get(place);
  }

  /** @param {Row} row */
  async put(row) {
    this.rows.set(row.place, row);
  }

  /** @param {string} place */
  async remove(place) {
    this.rows.delete(place);
  }

  /** @param {string} prefix */
  async removeAll(prefix) {
    for (const place of await this.places(prefix)) this.rows.delete(place);
  }
}

/** Values under a prefix, sealed on the way in; rows of another session are dropped on the way out. */
export class SealedStore {
  /** @param {DeviceRows | MemoryRows} rows @param {import("messaging/sealer").Sealer} sealer @param {string} prefix */
  constructor(rows, sealer, prefix) {
    this.rows = rows;
    this.sealer = sealer;
    this.prefix = prefix;
  }

  /** @returns {Promise<any[]>} */
  async all() {
    const mine = await this.rows.all(this.prefix);
    const opened = await Promise.all(mine.map((row) => this.#open(row)));
    return opened.filter((value) => value !== null);
  }

  /** @param {string} id */
  async get(id) {
    return (await this.all()).find((value) => value.id === id) ?? null;
  }

  /** What another tab just wrote; a row that does not open here is left to that tab. @param {string} id @returns {Promise<any>} */
  async peek(id) {
    const row = await this.rows.get(this.prefix + id);
    return row ? this.sealer.open(row.place, row) : null;
  }

  /** @param {{id: string}} value */
  async put(value) {
    const place = this.prefix + value.id;
    await this.rows.put({ place, ...(await this.sealer.seal(place, value)) });
  }

  /** @param {string} id */
  async remove(id) {
    await this.rows.remove(this.prefix + id);
  }

  /** @param {Row} row */
  async #open(row) {
    const value = await this.sealer.open(row.place, row);
    if (value === null) await this.rows.remove(row.place);
    return value;
  }
}
