/** A note that the server did not accept goes back to its page, as a draft with everything that was in it. */

import { uuid7 } from "shell/uuid7";
import { contentOf } from "messaging/note-content";
import { keepDraft, outbox } from "messaging/session";

const OTHER = new Set(["other-content", "conflict"]);

/** @param {string} room @param {any} body as it was sent */
export async function reopenNote(room, body) {
  const operation = outbox.operations.find((one) => one.id === body.id);
  const gone = new Promise((resolve) => outbox.addEventListener("discarded", resolve, { once: true }));
  const id = OTHER.has(operation?.code ?? "") ? uuid7() : body.id; // its id names something else by now
  await keepDraft({ id: `${room}/note/${body.kind}`, written: { id, version: 0, content: contentOf(body) } });
  await gone;
  location.assign(`/patients/${room}/write/${body.kind}/`);
}
