/** A note that is put right: filled with what it says, and sent as an amendment with its reason. */

import { post } from "shell/api";
import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import { uploads } from "messaging/device-files";

export class NoteAmendment {
  /** @param {string} room @param {any} words what the entry says, and its id */
  constructor(room, { id, ...words }) {
    this.room = room;
    this.entry = id;
    this.words = words;
    this.operation = uuid7(); // the same when it is sent again
  }

  /** @returns {any} in the shape in which a note keeps itself */
  get content() {
    return { form: this.words.form, vitals: this.words.vitals, attachments: this.words.files ?? this.words.attachments };
  }

  /** @param {{form: any, vitals: any[], attachments: {id: string}[], reason: string, confirmed: boolean}} given @returns {Promise<import("shell/api").Answer>} */
  async send({ form, vitals, attachments, reason, confirmed }) {
    const { text, soap } = this.words;
    const answer = await post(`/rooms/${this.room}/entries/${this.entry}/amendments`, { id: this.operation, text, soap, form, vitals, attachments, reason, soft_confirmed: confirmed });
    if (answer.kind !== "ok") return answer;
    const named = attachments.map(({ id }) => id);
    const before = (this.words.files ?? this.words.attachments ?? []).map((/** @type {{id: string}} */ one) => one.id);
    await uploads.posted(named);
    await uploads.dropped(before.filter((/** @type {string} */ id) => !named.includes(id)));
    return answer;
  }
}

/** The entry to be amended, when the page was opened for that. @param {string} room @returns {NoteAmendment | null} */
export function amendmentOf(room) {
  const given = document.getElementById("note-amended")?.textContent;
  return given ? new NoteAmendment(room, JSON.parse(given)) : null;
}

/** What to say when it was not taken. @param {import("shell/api").Answer} answer */
export const refusal = (answer) => [answer.message || word("not-sent-kept-here"), ...Object.values(answer.fields)].join(" ");
