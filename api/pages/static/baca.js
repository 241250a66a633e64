// Reading a regulation: the table of contents stands open where there is room and follows the reader;
// every elucidation opens at once without loading the page anew.
const toc = document.querySelector("[data-toc]");
if (toc) {
  const wide = matchMedia("(min-width: 64rem)");
  const fit = () => { toc.open = wide.matches || Boolean(toc.querySelector(".error")); };
  fit();
  wide.addEventListener("change", fit);
  toc.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) toc.open = false;
  });

  const links = new Map([...toc.querySelectorAll("li:not(.toc-chips) > a[href^='#']")].map((a) => [a.hash.slice(1), a]));
  const marks = [...links.keys()].map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
  let current = null;
  const follow = () => {
    let here = marks[0];
    for (const mark of marks) {
      if (mark.getBoundingClientRect().top > 120) break;
      here = mark;
    }
    const link = here && links.get(encodeURI(here.id));
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    current = link;
    if (wide.matches) {
      const box = link.closest(".reader-side");
      const offset = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (offset < 60 || offset > box.clientHeight - 60) box.scrollTop += offset - box.clientHeight / 3;
    }
  };
  let queued = false;
  addEventListener("scroll", () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => { queued = false; follow(); });
  }, { passive: true });
  follow();
}

const explain = document.querySelector("[data-explain]");
explain?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const open = explain.dataset.explain === "buka";
  // Opening hundreds of them moves what is being read; it is put back under the reader's eyes.
  const before = explain.getBoundingClientRect().top;
  for (const details of document.querySelectorAll("details.penjelasan")) details.open = open;
  scrollBy(0, explain.getBoundingClientRect().top - before);
  explain.dataset.explain = open ? "tutup" : "buka";
  explain.querySelector("span").textContent = `${open ? "Tutup" : "Buka"} semua penjelasan`;
});

// A printed regulation shows what is folded too.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.penjelasan:not([open]), details.fold:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
