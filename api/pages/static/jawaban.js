// What can be done with one answer: copy it with its sources, print it alone, copy its link.
import { copy } from "./kabar.js";

// Buttons that need a script are shown by it, also in answers that come later.
export function equip(root) {
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
  for (const words of root.querySelectorAll("[data-share] span")) words.textContent = "Salin tautan pertanyaan";
}

const plain = (node) => node.textContent.trim().replace(/\s+/g, " ");

function answerAsText(exchange) {
  const lines = [plain(exchange.querySelector("[data-question]")), ""];
  for (const part of exchange.querySelectorAll("[data-answer] > p, [data-answer] > ul > li")) {
    lines.push((part.closest(".is-bullets") ? "- " : "") + plain(part));
  }
  const sources = [...exchange.querySelectorAll(".source")];
  if (sources.length) lines.push("", "Dasar hukum:");
  for (const source of sources) {
    const number = plain(source.querySelector(".source-number"));
    lines.push(`[${number}] ${plain(source.querySelector(".source-name"))} – ${plain(source.querySelector(".source-title"))}`);
    for (const quote of source.querySelectorAll(".quote")) lines.push(`    “${plain(quote)}”`);
  }
  lines.push("", `Tanyakan lagi: ${exchange.querySelector("[data-share]").href}`);
  return lines.join("\n");
}

function printAlone(exchange) {
  exchange.classList.add("is-printed");
  document.documentElement.classList.add("prints-one");
  print();
}

document.addEventListener("click", (event) => {
  const exchange = event.target.closest("[data-exchange]");
  if (!exchange) return;
  if (event.target.closest("[data-copy]")) copy(answerAsText(exchange), "Jawaban dan dasar hukumnya disalin.");
  if (event.target.closest("[data-print]")) printAlone(exchange);
  const share = event.target.closest("[data-share]");
  if (share && navigator.clipboard && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    copy(share.href, "Tautan pertanyaan disalin. Yang membukanya mendapat jawaban yang disusun saat itu.");
  }
});

// On paper every source stands open; afterwards the page is as it was.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.source:not([open])")];
  for (const source of opened) source.open = true;
});
addEventListener("afterprint", () => {
  for (const source of opened) source.open = false;
  document.documentElement.classList.remove("prints-one");
  document.querySelector(".is-printed")?.classList.remove("is-printed");
});

equip(document);
