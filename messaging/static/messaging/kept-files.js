/** The files of this page: what is known of each, where its bytes are, and the sealed copy of them on this device.
 *
 * @typedef {"waiting" | "sending" | "sent" | "refused" | "lost"} State "waiting": on this device only
 * @typedef {{id: string, room: string, name: string, type: string, kind: string, size: number, sha256: string, order: number,
 *   begun: boolean, complete: boolean, unkept: boolean, posted: boolean, judged: boolean, state: State, received: number, code: string, message: string}} File
 *   `complete`: all of it lies on this device; `unkept`: the device has no room for it; `posted`: the entry that
 *   names it is at the server; `judged`: the server has looked at it and said whether it is taken; `received`: 0 to 1
 */

export class KeptFiles extends EventTarget {
  /** @param {import("messaging/attachment-store").AttachmentStore | null} [store] until the key is here the page's memory is the store */
  constructor(store = null) {
    super();
    this.store = store;
    /** @type {Map<string, File>} */
    this.files = new Map();
    /** @type {Map<string, Blob>} what was chosen in this page; the browser holds the bytes */
    this.blobs = new Map();
    /** @type {Map<string, {blob: Blob, address: string}>} small pictures */
    this.pictures = new Map();
  }

  /** Reads what an earlier page or another tab has left. */
  async restore() {
    for (const file of (await this.store?.all()) ?? []) await this.#adopt(file);
    for (const file of this.all) this.changed(file);
    this.tell("changed", {});
  }

  /** @param {string} id @returns {File | null} */
  find(id) {
    return this.files.get(id) ?? null;
  }

  /** @param {File} file */
  holds(file) {
    return this.files.get(file.id) === file;
  }

  /** @returns {File[]} */
  get all() {
    return [...this.files.values()];
  }

  /** @param {File} file @param {Blob} blob */
  take(file, blob) {
    this.files.set(file.id, file);
    this.blobs.set(file.id, blob);
    this.changed(file);
  }

  /** A small picture that was drawn meanwhile. @param {string} id @param {Blob} picture */
  async show(id, picture) {
    const file = this.find(id);
    if (!file) return; // taken away, or at the server already
    this.#show(id, picture);
    this.changed(file);
    if (file.complete) await this.#keepPicture(id); // else it goes with the rest
  }

  /** Seals all of it; a full device must not stop the sending: then the page holds it, and says so. @param {File} file */
  async keep(file) {
    const { store } = this;
    const blob = this.blobs.get(file.id);
    if (!blob) return;
    if (!store?.lasting) return this.#unkept(file, Boolean(store));
    const over = () => !this.holds(file) || (file.state === "sent" && file.judged) || file.state === "lost";
    try {
      await store.put(file);
      await store.keep(file.id, blob, over);
      if (!this.holds(file)) return void (await store.remove(file.id));
      Object.assign(file, { complete: true, unkept: false });
      await this.#keepPicture(file.id);
      if (over()) await store.removeSlices(file.id);
      await this.save(file);
      this.changed(file);
    } catch {
      await store.remove(file.id).catch(() => {});
      this.#unkept(file, true);
    }
  }

  /** @param {File} file */
  async save(file) {
    if (!this.store?.lasting || !this.holds(file) || !file.complete) return;
    await this.store.put(file).then(() => this.tell("kept", { id: file.id }), () => {});
  }

  /** @param {File} file @param {number} start @param {number} end */
  async bytes(file, start, end) {
    const blob = this.blobs.get(file.id);
    const here = blob && (await blob.slice(start, end).arrayBuffer().catch(() => null));
    return here ? new Uint8Array(here) : ((await this.store?.read(file.id, start, end)) ?? null);
  }

  /** The server has taken it; name and small picture stay here for the draft. @param {File} file */
  async dropBytes(file) {
    file.complete = true;
    this.blobs.delete(file.id);
    await this.store?.removeSlices(file.id);
    await this.save(file);
  }

  /** Nothing of it is needed here any more; the small picture stays until the page shows the server's. @param {File} file */
  async leave(file) {
    this.files.delete(file.id);
    this.blobs.delete(file.id);
    await this.store?.remove(file.id);
    this.tell("left", { id: file.id });
  }

  /** @param {string} id */
  async remove(id) {
    this.forget(id);
    this.tell("left", { id });
    await this.store?.remove(id);
  }

  /** @param {string} id */
  forget(id) {
    this.files.delete(id);
    this.blobs.delete(id);
    const picture = this.pictures.get(id);
    if (picture) URL.revokeObjectURL(picture.address);
    this.pictures.delete(id);
    this.tell("changed", { id });
  }

  /** Uses another store from now on; what the one before held comes along. @param {import("messaging/attachment-store").AttachmentStore} store */
  async use(store) {
    const former = this.store;
    this.store = store;
    if (former && former.by !== store.by) await store.takeOver(former, this.all.filter(({ complete }) => complete));
    for (const file of this.all) if (!file.complete) await this.keep(file);
  }

  /** Another tab wrote this down. @param {string} id */
  async hear(id) {
    const file = await this.store?.get(id);
    if (!file) return;
    await this.#adopt(file);
    this.changed(this.files.get(id) ?? file);
  }

  /** @param {string} id @returns {string} the address of a small picture, "" when there is none here */
  picture(id) {
    return this.pictures.get(id)?.address ?? "";
  }

  /** @param {File} file */
  changed(file) {
    this.tell("changed", { id: file.id });
    this.tell("progress", { id: file.id, received: file.received, state: file.state });
  }

  /** @param {string} type @param {object} detail */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param {string} id */
  async #keepPicture(id) {
    const picture = this.pictures.get(id)?.blob;
    if (picture && this.store?.lasting) await this.store.keepThumbnail(id, picture).catch(() => {});
  }

  /** @param {File} file @param {boolean} known the key is here, so it will not get better */
  #unkept(file, known) {
    file.unkept = known;
    this.changed(file);
  }

  /** @param {File} given as another page wrote it */
  async #adopt(given) {
    const known = this.files.get(given.id);
    const state = given.state === "sending" ? "waiting" : given.state;
    if (known?.state === "sending") known.posted ||= given.posted; // what this page does it knows better
    else if (known) Object.assign(known, given, { state, posted: known.posted || given.posted });
    else this.files.set(given.id, { ...given, state });
    if (state === "sent" && given.judged) this.blobs.delete(given.id);
    const picture = this.pictures.has(given.id) ? null : await this.store?.thumbnail(given.id);
    if (picture) this.#show(given.id, picture);
  }

  /** @param {string} id @param {Blob} blob */
  #show(id, blob) {
    this.pictures.set(id, { blob, address: URL.createObjectURL(blob) });
  }
}
