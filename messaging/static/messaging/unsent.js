/** Entries that are still on this device, in the shape of the others, so that one template shows them all. */

import { word } from "shell/words";
import { files } from "messaging/device-files";

/**
 * @param {import("messaging/outbox").Operation} operation
 * @param {{me: any, purposeLabel: (code: string) => string, measure: (code: string) => {label: string, unit: string},
 *   condition: (code: string) => string, addressee: (one: any) => string}} words
 */
export function unsentEntry(operation, words) {
  const body = operation.body;
  return {
    ...body,
    kind_label: operation.shown?.kind_label ?? "",
    form: operation.shown ?? null,
    cursor: Infinity,
    purpose_label: words.purposeLabel(body.purpose),
    author: words.me,
    received_at: null,
    late: false,
    clock: "",
    vitals: body.vitals.map((/** @type {any} */ set) => vitals(set, words)),
    to: body.to.map((/** @type {any} */ one) => ({ ...one, label: words.addressee(one) })),
    mentions: body.mentions.map((/** @type {any} */ one) => ({ ...one, label: words.addressee(one) })),
    attachments: (body.attachments ?? []).map(onDevice),
    responses: [],
    amended: null,
    retracted: null,
    mine: true,
    may: [],
    answers: [],
    unsent: operation.state,
    code: operation.code,
    parked: reason(operation),
  };
}

/** @param {{id: string, caption: string, wound: string, site: string}} one */
function onDevice(one) {
  const { name = "", kind = "", received = 0 } = files.find(one.id) ?? {};
  return { ...one, state: "device", state_label: word("entry-waiting"), reason: "", kind, name, site_label: "", local: files.picture(one.id), received };
}

/** @param {any} set @param {any} words */
function vitals(set, words) {
  const readings = Object.entries(set.values).map(([code, value]) => {
    const { label, unit } = words.measure(code);
    const { state = "value" } = /** @type {any} */ (value);
    const text = state === "value" ? `${/** @type {any} */ (value).value} ${unit}`.trim() : word(`vital-${state}`);
    return { code, label, state, flag: "", text };
  });
  return { ...set, condition_label: words.condition(set.condition), readings };
}

/** Why the server did not take it, in its own words where it gave some. @param {import("messaging/outbox").Operation} operation */
export function reason(operation) {
  const known = { depends: "parked-depends", absent: "parked-absent" };
  const fields = Object.values(operation.fields).join(" ");
  const first = known[/** @type {keyof typeof known} */ (operation.code)];
  return [first ? word(first) : operation.message || word("parked"), fields].filter(Boolean).join(" ");
}
