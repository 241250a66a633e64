// Opens a cited provision beside the answer. Without this file its link leads to the provision's page.
const panel = document.getElementById("panel");
const body = panel.querySelector("[data-panel-body]");
let opener = null;
let turn = 0;

async function show(url) {
  const mine = ++turn;
  body.setAttribute("aria-busy", "true");
  body.textContent = "Memuat ketentuan…";
  if (!panel.open) panel.showModal();
  body.focus();
  let html;
  try {
    const response = await fetch(url, { headers: { "X-Requested-With": "fragment", Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    html = await response.text();
  } catch {
    location.assign(url);
    return;
  }
  if (mine !== turn) return;
  body.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  body.removeAttribute("aria-busy");
  const title = body.querySelector("h2");
  title.id = "panel-isi-judul";
  title.tabIndex = -1;
  panel.setAttribute("aria-labelledby", title.id);
  title.focus({ preventScroll: true });
  body.scrollTop = 0;
  const mark = body.querySelector("mark");
  if (mark && mark.getBoundingClientRect().bottom > body.getBoundingClientRect().bottom) {
    mark.scrollIntoView({ block: "center" });
  }
}

function hide() {
  turn += 1;
  if (panel.open) panel.close();
}

function linkTo(url) {
  return [...document.querySelectorAll("a[data-panel]")].find((link) => link.dataset.panel === url);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-panel]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  opener = link;
  history.pushState({ panel: link.dataset.panel }, "");
  show(link.dataset.panel);
});

// Every way to close goes through the history, so that "back" and Esc leave the same trail.
const leave = () => (history.state?.panel ? history.back() : hide());
panel.querySelector("[data-close]").addEventListener("click", leave);
panel.addEventListener("cancel", (event) => {
  event.preventDefault();
  leave();
});
panel.addEventListener("click", (event) => {
  if (event.target === panel) leave();
});
panel.addEventListener("close", () => {
  // The event comes late: "back" and "forward" in quick succession may have opened the panel again by now.
  if (panel.open) return;
  // Chromium closes on a second Esc even when the first was handled; keep the history in step.
  if (history.state?.panel) history.back();
  // An answer that was finished meanwhile stands in the place of the one that was being made.
  const there = opener?.isConnected ? opener : linkTo(opener?.dataset.panel);
  there?.focus();
});
addEventListener("popstate", (event) => (event.state?.panel ? show(event.state.panel) : hide()));
if (history.state?.panel) history.replaceState(null, "");
