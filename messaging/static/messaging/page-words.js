/** Words that stand in the page's own lists: purposes, measures, roles, people, and who I am. */

import { when } from "shell/dates";

/** @param {string} selector */
const textOf = (selector) => document.querySelector(selector)?.textContent?.trim() ?? "";

export function pageWords() {
  const me = /** @type {HTMLElement | null} */ (document.querySelector("care-timeline"))?.dataset ?? {};
  const sets = /** @type {HTMLTemplateElement | null} */ (document.getElementById("vital-set-template"))?.content;
  return {
    when,
    me: { id: "", name: me.me ?? "", profession: "", role_label: me.roleLabel ?? "", organization: me.organization ?? "" },
    purposeLabel: (/** @type {string} */ code) => textOf(`[data-filter="purpose"] option[value="${CSS.escape(code)}"]`),
    condition: (/** @type {string} */ code) =>
      sets?.querySelector(`[data-vital-condition][value="${CSS.escape(code)}"]`)?.parentElement?.textContent?.trim() ?? "",
    addressee: (/** @type {{kind: string, id: string}} */ one) =>
      textOf(`[data-picker="to"] option[value="${CSS.escape(`${one.kind}:${one.id}`)}"]`) || textOf('[data-picker="to"] option[value=""]'),
    measure: (/** @type {string} */ code) => {
      const data = /** @type {HTMLElement | null} */ (sets?.querySelector(`[data-vital="${CSS.escape(code)}"]`))?.dataset;
      return { label: data?.label ?? code, unit: data?.unit ?? "" };
    },
  };
}
