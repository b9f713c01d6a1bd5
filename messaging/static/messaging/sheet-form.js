/** A form on the page as one value: its answers by link id, which questions are asked now, and what is wrong with them. */

import { word } from "shell/words";
import { judge } from "messaging/numbers";
import { ELSEWHERE, explain, fillAnswer, readAnswer, toldAnswer } from "messaging/sheet-answer";
import { SheetRows } from "messaging/sheet-rows";

/** @typedef {import("messaging/sheet-answer").Answer} Answer */

export class SheetForm {
  /** @param {HTMLElement} scope the whole form, or one row of it */
  constructor(scope) {
    this.scope = scope;
    this.row = scope.matches("[data-row]") ? scope : null;
  }

  /** The questions of this scope, without those of rows within. @returns {HTMLElement[]} */
  get questions() {
    return this.#mine("[data-question]");
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  #mine(selector) {
    const found = /** @type {HTMLElement[]} */ ([...this.scope.querySelectorAll(selector)]);
    return found.filter((one) => (one.parentElement?.closest("[data-row]") ?? null) === this.row);
  }

  /** @param {string} linkId @returns {HTMLElement | undefined} */
  find(linkId) {
    return this.questions.find((question) => question.dataset.question === linkId);
  }

  /** Whether a question is asked: neither it nor a group around it waits for another answer. @param {HTMLElement} question */
  asked(question) {
    const hidden = question.closest("[data-enable][hidden]");
    return !hidden || !this.scope.contains(hidden);
  }

  /** @returns {Record<string, Answer>} */
  read() {
    /** @type {Record<string, Answer>} */
    const answers = {};
    for (const question of this.questions) {
      const answer = this.asked(question) ? this.#read(question) : null;
      if (answer) answers[question.dataset.question ?? ""] = answer;
    }
    return answers;
  }

  /** @param {HTMLElement} question @returns {Answer | null} */
  #read(question) {
    if (question.dataset.kind !== "rows") return ELSEWHERE.has(question.dataset.kind ?? "") ? null : readAnswer(question);
    const state = readAnswer(question);
    if (state?.state) return state;
    const rows = new SheetRows(question).all.map((row) => new SheetForm(row).read()).filter((row) => Object.keys(row).length);
    return rows.length ? { value: rows } : null;
  }

  /** Fills the answers; what is not asked here any more comes back. @param {Record<string, Answer>} answers @returns {Record<string, Answer>} */
  fill(answers) {
    const known = new Set(this.questions.map((question) => question.dataset.question));
    for (const question of this.questions) {
      const answer = answers[question.dataset.question ?? ""] ?? null;
      if (question.dataset.kind === "rows") this.#fillRows(question, answer);
      else if (!ELSEWHERE.has(question.dataset.kind ?? "")) fillAnswer(question, answer);
      if (answer) question.closest("details")?.setAttribute("open", "");
    }
    this.dress();
    return Object.fromEntries(Object.entries(answers).filter(([linkId]) => !known.has(linkId)));
  }

  /** @param {HTMLElement} question @param {Answer | null} answer */
  #fillRows(question, answer) {
    const rows = new SheetRows(question);
    rows.clear();
    fillAnswer(question, answer?.state ? answer : null);
    for (const row of answer?.value ?? []) new SheetForm(rows.add()).fill(row);
  }

  /** Shows what the answers ask for, and marks the sections in which something stands. */
  dress() {
    for (const waiting of this.#mine("[data-enable]")) {
      const asker = this.find(waiting.dataset.enable ?? "");
      const answer = asker && this.asked(asker) ? this.#read(asker) : null;
      const codes = (waiting.dataset.codes ?? "").split(" ");
      waiting.hidden = ![answer?.value ?? []].flat().some((one) => codes.includes(String(one)));
    }
    for (const section of this.scope.querySelectorAll("details[data-section]")) {
      const mark = section.querySelector('[data-part="filled"]');
      const filled = this.questions.some((question) => section.contains(question) && this.#read(question));
      mark?.toggleAttribute("hidden", !filled);
    }
  }

  /** Says beside each question what is wrong. @returns {{wrong: HTMLElement[], unusual: string[]}} */
  check() {
    /** @type {HTMLElement[]} */
    const wrong = [];
    /** @type {string[]} */
    const unusual = [];
    for (const question of this.questions.filter((one) => this.asked(one))) {
      const answer = this.#read(question);
      const sentence = problem(question, answer);
      explain(question, sentence);
      if (sentence) wrong.push(question);
      else if (isUnusual(question, answer)) unusual.push(`${question.dataset.label} ${answer?.value} ${question.dataset.unit ?? ""}`.trim());
      if (question.dataset.kind !== "rows") continue;
      for (const row of new SheetRows(question).all) {
        const form = new SheetForm(row);
        if (!Object.keys(form.read()).length) continue;
        const found = form.check();
        wrong.push(...found.wrong);
        unusual.push(...found.unusual);
      }
    }
    return { wrong, unusual };
  }

  /** What the server says about paths like "form.answers.wounds.0.size", beside the fields. @param {Record<string, string>} fields @returns {HTMLElement[]} */
  explainAll(fields) {
    const found = Object.entries(fields).map(([path, sentence]) => {
      const question = this.#at(path.split(".").filter((step) => step !== "form" && step !== "answers"));
      if (question) explain(question, sentence);
      return question;
    });
    return found.filter((question) => question !== null);
  }

  /** @param {string[]} steps @returns {HTMLElement | null} */
  #at([linkId, place, ...rest]) {
    const question = this.find(linkId) ?? null;
    if (question?.dataset.kind !== "rows" || place === undefined) return question;
    const row = new SheetRows(question).all[Number(place)];
    return (row && new SheetForm(row).#at(/** @type {[string, ...string[]]} */ (rest))) || question;
  }

  /** The form as lines to read, in the shape in which the server shows it. @returns {{title: string, lines: {id: string, label: string, text: string, state: string}[]}[]} */
  told() {
    return this.#mine("[data-section]").map((section) => ({
      title: section.querySelector("h2")?.textContent?.trim() ?? "",
      lines: this.#lines(section),
    })).filter((section) => section.lines.length);
  }

  /** @param {Element} section */
  #lines(section) {
    return this.questions.filter((question) => section.contains(question) && this.asked(question)).flatMap((question) => {
      const rows = question.dataset.kind === "rows" ? new SheetRows(question).all : [];
      if (!rows.length) return lineOf(question, toldIn(question));
      return rows.flatMap((row) => lineOf(question, new SheetForm(row).questions.map(toldIn).filter(Boolean).join(" ")));
    });
  }
}

/** @param {HTMLElement} question */
const toldIn = (question) => (["vitals", "asks"].includes(question.dataset.kind ?? "") ? "" : toldAnswer(question));

/** @param {HTMLElement} question @param {string} text */
const lineOf = (question, text) => (text ? [{ id: question.dataset.question ?? "", label: question.dataset.label ?? "", text, state: "value" }] : []);

/** @param {HTMLElement} question @param {Answer | null} answer */
function problem(question, answer) {
  if (!answer) return "required" in question.dataset ? word("answer-needed") : "";
  if (answer.state || question.dataset.kind !== "number") return "";
  const { low = "", high = "", step = "1" } = question.dataset;
  const verdict = judge(String(answer.value), limitsOf(question));
  if (verdict === "number") return word("vital-number");
  if (verdict === "impossible") return word("vital-impossible", { low, high });
  return isMultiple(String(answer.value), step) ? "" : word("answer-step", { step });
}

/** @param {HTMLElement} question @param {Answer | null} answer */
function isUnusual(question, answer) {
  if (!answer || answer.state || !["number", "scale"].includes(question.dataset.kind ?? "")) return false;
  return ["low", "high"].includes(judge(String(answer.value), limitsOf(question)));
}

/** @param {HTMLElement} question */
function limitsOf(question) {
  const { low = "", high = "", softLow = "", softHigh = "" } = question.dataset;
  return { hardLow: low, hardHigh: high, softLow, softHigh };
}

/** Whether a number goes up in the steps of its field: 0.25, not 0.3. @param {string} text @param {string} step */
export function isMultiple(text, step) {
  const places = Math.max(...[text, step].map((one) => one.split(".")[1]?.length ?? 0));
  const whole = (/** @type {string} */ one) => Math.round(Number(one) * 10 ** places);
  return whole(text) % whole(step) === 0;
}

