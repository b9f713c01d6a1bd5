/** What has become of files that arrived: asked soon, then ever more rarely, until it is known of each.
 *
 * An entry that stands on the page tells it sooner; this is for what no page shows.
 *
 * @typedef {import("messaging/kept-files").File} File
 */

const FIRST = 3_000;
const RAREST = 120_000;
const GONE = "gone";

export class Verdicts {
  /**
   * @param {{kept: import("messaging/kept-files").KeptFiles, ask: () => import("messaging/upload").Ask,
   *   later: (milliseconds: number, run: () => void) => unknown,
   *   judged: (id: string, verdict: import("messaging/upload").Verdict) => Promise<void>}} parts
   */
  constructor({ kept, ask, later, judged }) {
    this.kept = kept;
    this.ask = ask;
    this.later = later;
    this.judged = judged;
    this.watching = false;
    this.turns = 0;
  }

  /** At the server, and nobody has said yet whether it was taken. @returns {File[]} */
  get open() {
    return this.kept.all.filter(({ state, judged }) => state === "sent" && !judged);
  }

  /** Something arrived, or a page began. */
  watch() {
    this.turns = 0;
    if (!this.watching) this.#wait();
  }

  #wait() {
    this.watching = this.open.length > 0;
    if (this.watching) this.later(Math.min(FIRST * 2 ** this.turns, RAREST), () => void this.#look());
  }

  async #look() {
    this.turns += 1;
    for (const file of this.open) {
      const { status, verdict } = await this.ask()("HEAD", `/rooms/${file.room}/uploads/${file.id}`, {});
      if (status === 401) return void (this.watching = false); // whoever signs in again begins anew
      if (status === 404) await this.judged(file.id, { state: GONE, reason: "", message: "" });
      if (status === 200 && verdict) await this.judged(file.id, verdict);
    }
    this.#wait();
  }
}
