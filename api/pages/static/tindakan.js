// Feedback sent in place, deletion confirmed in a dialog, a link copied, a page printed.
// Without this file each form leads to a page of its own.
import { copy } from "./kabar.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-feedback-form]");
  if (!form) return;
  event.preventDefault();
  const box = form.closest("[data-feedback]");
  if (box.ariaBusy === "true") return;
  const said = box.querySelector("[data-feedback-said]");
  const pressed = event.submitter?.name === "membantu" ? event.submitter.value : "";
  box.ariaBusy = "true";
  said.textContent = "";
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, event.submitter)),
      headers: { "X-Requested-With": "fragment", Accept: "text/html" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = box.querySelector("[data-feedback-body]");
    body.replaceChildren(...part.body.childNodes);
    const thanks = body.querySelector("[data-feedback-thanks]");
    const again = pressed && body.querySelector(`button[name="membantu"][value="${pressed}"]`);
    if (again) again.focus();
    else {
      thanks.tabIndex = -1;
      thanks.focus();
    }
    said.classList.add("sr");
    said.textContent = thanks.textContent;
  } catch {
    said.classList.remove("sr");
    said.textContent = "Penilaian belum tersimpan. Periksa sambungan Anda, lalu coba lagi.";
  } finally {
    box.ariaBusy = "false";
  }
});

const confirmation = document.getElementById("konfirmasi");
if (confirmation) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-delete]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    confirmation.querySelector("[data-confirm-title]").textContent = link.dataset.delete;
    confirmation.querySelector("[data-confirm-form]").action = link.href;
    confirmation.showModal();
  });
  confirmation.querySelector("[data-confirm-no]").addEventListener("click", () => confirmation.close());
}

const copyLink = document.querySelector("[data-copy-link]");
if (copyLink && navigator.clipboard) {
  copyLink.hidden = false;
  copyLink.addEventListener("click", () => copy(document.getElementById("tautan").value, "Tautan disalin."));
}

for (const button of document.querySelectorAll("[data-print-page]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
