/** What a note asks of whom: how the patient is presets the purpose, the report and its addressee; the person may change each. */

import { at, dayKey, when } from "shell/dates";
import { word } from "shell/words";
import { part, say } from "messaging/parts";
import { fillAnswer } from "messaging/sheet-answer";

const HOUR = 3_600_000;
const NEEDS = /** @type {Record<string, string>} */ ({ unchanged: "none", "slight-change": "next-time", consult: "today", urgent: "now" });
const PURPOSES = /** @type {Record<string, string>} */ ({ today: "consult", now: "urgent" });

/** When the physician is asked to answer: today at six, or by midnight when that has passed; in an hour when it is urgent. @param {string} need @param {number} [now] */
export function reportBy(need, now = Date.now()) {
  if (need === "now") return new Date(now + HOUR).toISOString();
  const six = at(dayKey(now), 18);
  return Date.parse(six) > now ? six : at(dayKey(now), 23, 59);
}

export class NoteMeaning {
  /** @param {HTMLElement} note @param {HTMLFormElement} form @param {import("messaging/sheet-form").SheetForm} sheet */
  constructor(note, form, sheet) {
    this.note = note;
    this.sheet = sheet;
    this.purpose = /** @type {HTMLSelectElement} */ (form.elements.namedItem("purpose"));
    this.own = { purpose: false, need: false };
  }

  /** The person changed something. @param {HTMLElement} input */
  heard(input) {
    if (input === this.purpose) this.own.purpose = true;
    const question = /** @type {HTMLElement | null} */ (input.closest("[data-question]"))?.dataset.question;
    if (question === "report_need") this.own.need = true;
    if (question === "overall" && !this.own.need) {
      const need = this.sheet.find("report_need");
      const fitting = NEEDS[this.#value("overall")];
      if (need) fillAnswer(need, fitting ? { value: fitting } : null);
    }
    if (!this.own.purpose && question && ["overall", "report_need", "unusual"].includes(question)) this.#preset();
    this.dress();
  }

  #preset() {
    const asks = this.note.querySelector("[data-asks]:checked");
    const wished = PURPOSES[this.#value("report_need")] ?? /** @type {HTMLElement | null} */ (asks)?.dataset.asks ?? "report";
    if ([...this.purpose.options].some((option) => option.value === wished)) this.purpose.value = wished;
  }

  /** @param {string} linkId */
  #value(linkId) {
    return String(this.sheet.read()[linkId]?.value ?? "");
  }

  /** Says to whom it goes, and brings the telephones before the writing when it cannot wait. */
  dress() {
    const names = this.to().map((one) => {
      const label = this.#label(one);
      return one.reply_by ? `${label}（${word("reply-by", { time: when(one.reply_by) })}）` : label;
    });
    say(part(this.note, "to-told"), names.length ? word("to", { names: names.join("、") }) : "");
    const urgent = this.#value("report_need") === "now" || this.purpose.value === "urgent";
    part(this.note, "telephones")?.toggleAttribute("hidden", !urgent || !part(this.note, "telephone-list").children.length);
    this.note.dataset.purpose = this.purpose.value;
  }

  /** @returns {{kind: string, id: string, reply_by: string | null}[]} */
  to() {
    const answers = this.sheet.read();
    const need = String(answers.report_need?.value ?? "");
    if (need in PURPOSES) return [{ kind: "role", id: "physician", reply_by: reportBy(need) }];
    if (answers.to_role) return answers.to_role.value.map((/** @type {string} */ id) => ({ kind: "role", id, reply_by: answers.due_at?.value ?? null }));
    if (this.sheet.find("to_role")) return []; // an order is for nobody until somebody is chosen
    if (answers.unusual && this.#option("role:nurse")) return [{ kind: "role", id: "nurse", reply_by: null }];
    return [{ kind: "team", id: "", reply_by: null }];
  }

  /** @param {{kind: string, id: string}} one */
  #label(one) {
    if (one.kind === "team") return word("whole-team");
    return this.#option(`${one.kind}:${one.id}`)?.text ?? this.#picked(one.id) ?? word("physician");
  }

  /** @param {string} value */
  #option(value) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("ask-template"));
    return /** @type {HTMLOptionElement | null} */ (template.content.querySelector(`option[value="${CSS.escape(value)}"]`));
  }

  /** A role as the form itself names it. @param {string} code */
  #picked(code) {
    const input = this.note.querySelector(`[data-question="to_role"] input[value="${CSS.escape(code)}"]`);
    return input?.closest("label")?.textContent?.trim();
  }
}
