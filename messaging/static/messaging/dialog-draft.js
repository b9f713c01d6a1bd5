/** What stands in the dialog of a deed, kept sealed until the server has it or the person leaves it. */

import { word } from "shell/words";
import { say } from "messaging/parts";
import { dropDraft, keepDraft, readDraft } from "messaging/session";

export class DialogDraft {
  /**
   * @param {HTMLDialogElement} dialog @param {string} id of the draft, beginning with its room
   * @param {() => any} read @param {(written: any) => void} fill
   */
  constructor(dialog, id, read, fill) {
    this.id = id;
    this.keeping = Promise.resolve();
    dialog.oninput = () => this.#inTurn(() => keepDraft({ id, written: read() }));
    dialog.onclick = (event) => {
      if (/** @type {HTMLElement} */ (event.target).closest(".form-actions [data-closes]")) void this.drop();
    };
    void this.#restore(dialog, fill);
  }

  drop() {
    return this.#inTurn(() => dropDraft(this.id));
  }

  /** A slower earlier write never overtakes a later one. @param {() => Promise<unknown>} step */
  #inTurn(step) {
    this.keeping = this.keeping.then(async () => void (await step()));
    return this.keeping;
  }

  /** @param {HTMLDialogElement} dialog @param {(written: any) => void} fill */
  async #restore(dialog, fill) {
    const draft = await readDraft(this.id);
    if (!draft || !dialog.open) return;
    fill(draft.written);
    say(dialog.querySelector('[data-part="kept"]'), word("draft-found"));
  }
}
