/** Fetches the patient's header again when the record says that it changed. */

export function refreshHeader() {
  const shown = /** @type {HTMLElement | null} */ (document.querySelector("[data-patient-header]"));
  if (!shown?.dataset.url) return;
  const request = new XMLHttpRequest();
  request.open("GET", `${shown.dataset.url}?tab=timeline`);
  request.responseType = "document"; // parsed by the browser, nothing in it runs
  request.addEventListener("load", () => {
    const fresh = request.status === 200 && request.responseXML?.querySelector("[data-patient-header]");
    const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content");
    if (!fresh || shown.querySelector("details[open]")) return;
    for (const input of fresh.querySelectorAll("[name=csrfmiddlewaretoken]")) if (token) input.setAttribute("value", token);
    const scrolled = shown.querySelector(".tabs")?.scrollLeft ?? 0;
    shown.replaceChildren(...[...fresh.children].map((child) => document.importNode(child, true)));
    const tabs = shown.querySelector(".tabs");
    if (tabs) tabs.scrollLeft = scrolled;
  });
  request.send();
}
