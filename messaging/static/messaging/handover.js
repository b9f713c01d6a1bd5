/** Fetches the points handed over again when the journal says that one was written or ticked. */

export function refreshHandover() {
  const shown = /** @type {HTMLElement | null} */ (document.querySelector("[data-handover]"));
  if (!shown?.dataset.url) return;
  const request = new XMLHttpRequest();
  request.open("GET", shown.dataset.url);
  request.responseType = "document"; // parsed by the browser, nothing in it runs
  request.addEventListener("load", () => {
    const fresh = /** @type {HTMLElement | null} */ (request.status === 200 && request.responseXML?.querySelector("[data-handover]")) || null;
    if (!fresh || document.documentElement.dataset.locked) return;
    const open = shown.querySelector("details")?.open ?? false;
    fresh.querySelector("details")?.toggleAttribute("open", open);
    const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content");
    for (const input of fresh.querySelectorAll("[name=csrfmiddlewaretoken]")) if (token) input.setAttribute("value", token);
    shown.replaceChildren(...[...fresh.children].map((child) => document.importNode(child, true)));
    shown.hidden = fresh.hidden;
  });
  request.send();
}
