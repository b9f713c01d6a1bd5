/** What a note keeps of itself, made from the entry as it was sent. Pure. */

/** In the shape in which a note keeps itself. @param {any} body */
export function contentOf(body) {
  const { kind, purpose, form, vitals, proxy_for = null, visit = null, in_reply_to = null, attachments = [] } = body;
  return { kind, purpose, form, vitals, proxy_for, visit, in_reply_to, attachments, asks: (body.asks ?? []).map(askOf), own: { purpose: true, need: true } };
}

/** @param {any} ask */
function askOf({ id, purpose, text, to: [one] }) {
  return { id, purpose, text, to: one ? `${one.kind}:${one.id}` : "", by: "" };
}
