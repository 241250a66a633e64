// Small help on every page: the loading state, copy, print, share, and the offline page.
const form = document.querySelector("[data-ask]");
if (form) {
  const button = form.querySelector("button[type=submit]");
  const label = button.querySelector("[data-label]");
  const wait = form.querySelector("[data-wait]");
  const idle = label.textContent;
  form.addEventListener("submit", (event) => {
    if (form.classList.contains("is-busy")) {
      event.preventDefault();
      return;
    }
    form.classList.add("is-busy");
    button.setAttribute("aria-disabled", "true");
    label.textContent = "Mencari…";
    wait.textContent = "Mencari dasar hukumnya dan memeriksa kutipan.";
  });
  // Going back may show the page as it was left, still waiting.
  addEventListener("pageshow", () => {
    form.classList.remove("is-busy");
    button.removeAttribute("aria-disabled");
    label.textContent = idle;
    wait.textContent = "";
  });
  form.querySelector("textarea").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

const said = document.querySelector("[data-said]");
let fading;
function say(words) {
  if (!said) return;
  said.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => { said.textContent = ""; }, 4000);
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say("Peramban tidak mengizinkan penyalinan. Salin secara manual.");
  }
}

function answerAsText() {
  const lines = [document.querySelector(".question").textContent.trim(), ""];
  for (const part of document.querySelectorAll("[data-answer] > p, [data-answer] > ul > li")) {
    const bullet = part.closest(".is-bullets") ? "- " : "";
    lines.push(bullet + part.textContent.trim().replace(/\s+/g, " "));
  }
  const sources = [...document.querySelectorAll(".source")];
  if (sources.length) lines.push("", "Dasar hukum:");
  sources.forEach((source, index) => {
    const label = source.querySelector("h3").lastChild.textContent.trim();
    const title = source.querySelector(".source-title")?.textContent.trim();
    lines.push(`[${index + 1}] ${label}${title ? ` – ${title}` : ""}`);
  });
  lines.push("", document.querySelector("[data-share]").href);
  return lines.join("\n");
}

const copyButton = document.querySelector("[data-copy]");
if (copyButton && navigator.clipboard) {
  copyButton.hidden = false;
  copyButton.addEventListener("click", () => copy(answerAsText(), "Jawaban dan dasar hukumnya disalin."));
}
const printButton = document.querySelector("[data-print]");
if (printButton) {
  printButton.hidden = false;
  printButton.addEventListener("click", () => print());
}
const shareLink = document.querySelector("[data-share]");
if (shareLink && navigator.clipboard) {
  shareLink.querySelector("span").textContent = "Salin tautan";
  shareLink.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copy(shareLink.href, "Tautan disalin.");
  });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-link]");
  if (link && navigator.clipboard) copy(link.href, "Tautan disalin.");
});

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
