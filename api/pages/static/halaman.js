// Small help on every page: links that are copied, and the offline page.
import { copy } from "./kabar.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-link]");
  if (link && navigator.clipboard) copy(link.href, "Tautan disalin.");
});

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
