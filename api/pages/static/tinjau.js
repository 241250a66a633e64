// Keys of the queue, and the check of an edited text while it is typed. Without this file links and the button
// "Periksa" do the same. No key decides anything.
const KEPT = "tinjau-tombol-pintas";
const PAUSE = 1200;

function remembered() {
  try { return localStorage.getItem(KEPT) !== "mati"; } catch { return true; }
}
function remember(on) {
  try { localStorage.setItem(KEPT, on ? "nyala" : "mati"); } catch { /* this page only */ }
}

const bar = document.querySelector("[data-keys]");
if (bar) {
  const help = document.querySelector("[data-keys-dialog]");
  const toggle = bar.querySelector("[data-keys-switch]");
  const lines = [...document.querySelectorAll("[data-line]")];
  bar.hidden = false;
  toggle.checked = remembered();
  toggle.addEventListener("change", () => remember(toggle.checked));
  bar.querySelector("[data-keys-help]").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    if (event.key === "?") {
      event.preventDefault();
      help.showModal();
    } else if (event.key === "j" || event.key === "k") {
      if (!lines.length) return;
      const at = lines.indexOf(document.activeElement);
      const next = event.key === "j" ? Math.min(at + 1, lines.length - 1) : Math.max(at - 1, 0);
      lines[next].focus();
    }
  });
}

for (const form of document.querySelectorAll("[data-edit]")) {
  const text = form.querySelector("textarea");
  const result = form.querySelector("[data-check-result]");
  const said = form.querySelector("[data-check-said]");
  let waiting;
  let turn = 0;
  let checked = text.defaultValue;

  async function check() {
    if (text.value === checked || !text.value.trim()) return;
    const mine = ++turn;
    const sent = text.value;
    result.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.check, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Requested-With": "fragment", Accept: "text/html" },
      });
      if (mine !== turn) return;
      if (!answer.ok) throw new Error(String(answer.status));
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn) return;
      result.replaceChildren(...part.body.childNodes);
      checked = sent;
      said.textContent = `Pemeriksaan: ${result.querySelector("[data-summary]").textContent}`;
    } catch {
      if (mine === turn) said.textContent = "Pemeriksaan otomatis gagal. Tekan Periksa.";
    } finally {
      if (mine === turn) result.removeAttribute("aria-busy");
    }
  }

  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });
  // Typed before this file came, or brought back by the browser.
  check();
}
