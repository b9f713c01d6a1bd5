/** What every page does: opening and closing dialogs and menus, asking before grave deeds, one press only. */

import { word } from "shell/words";

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const opener = target.closest("[data-opens]");
  if (opener) openDialog(opener.getAttribute("data-opens") ?? "");
  if (target.closest("[data-closes]")) target.closest("dialog")?.close();
  if (target instanceof HTMLDialogElement) target.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target) || target.closest("button.menu-item[type=button]")) menu.removeAttribute("open");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  }
});

document.addEventListener("change", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches("[data-submits]")) /** @type {HTMLSelectElement} */ (target).form?.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const sentence = form.getAttribute("data-confirm");
  if (sentence && form.dataset.confirmed !== "yes") {
    event.preventDefault();
    void confirmFirst(form, sentence, event.submitter);
    return;
  }
  if (form.hasAttribute("data-once")) queueMicrotask(() => event.submitter?.setAttribute("aria-disabled", "true"));
  if (form.dataset.sent === "yes" && form.hasAttribute("data-once")) event.preventDefault();
  form.dataset.sent = "yes";
});

// Where the tabs of a page are wider than the screen, the one that is open is seen.
const tabs = document.querySelector(".tabs"), current = tabs?.querySelector("[aria-current]")?.getBoundingClientRect();
if (tabs && current) tabs.scrollLeft += current.left + current.width / 2 - tabs.getBoundingClientRect().left - tabs.clientWidth / 2;

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) /** @type {HTMLElement} */ (form).dataset.sent = "";
});

/** @param {string} id */
function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** @param {HTMLFormElement} form @param {string} sentence @param {HTMLElement | null} submitter */
async function confirmFirst(form, sentence, submitter) {
  if (!(await ask(sentence, submitter?.textContent?.trim() || word("yes")))) return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(submitter ?? undefined);
}

/**
 * Asks one question in a dialog of the page's own.
 * @param {string} sentence
 * @param {string} yes
 * @param {string} [no] "" leaves one button, for what is only to be read
 * @returns {Promise<boolean>}
 */
export function ask(sentence, yes, no = word("cancel")) {
  const dialog = document.createElement("dialog");
  const text = document.createElement("p");
  const [doIt, leave] = [yes, no].map((label) => {
    const button = document.createElement("button");
    button.textContent = label;
    button.className = "button";
    return button;
  });
  const body = document.createElement("form");
  const actions = document.createElement("div");
  dialog.className = "dialog";
  body.className = "dialog-body";
  actions.className = "form-actions";
  text.className = "keep-lines";
  text.textContent = sentence;
  body.method = "dialog";
  doIt.value = "yes";
  doIt.classList.add("primary");
  actions.append(...(no ? [doIt, leave] : [doIt]));
  body.append(text, actions);
  dialog.append(body);
  document.body.append(dialog);
  dialog.showModal();
  (no ? leave : doIt).focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

/** Says something to who cannot see it, politely. @param {string} text */
export function announce(text) {
  const region = document.getElementById("announcements");
  if (region) region.textContent = text;
}

new ResizeObserver(([entry]) => {
  document.documentElement.style.setProperty("--patient-height", `${Math.round(entry.borderBoxSize[0].blockSize)}px`);
}).observe(document.querySelector("[data-patient-header]") ?? document.createElement("div"));
