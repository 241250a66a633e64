// Reading a regulation: the table of contents stands open where there is room and follows the reader.
const toc = document.querySelector("[data-toc]");
if (toc) {
  const wide = matchMedia("(min-width: 64rem)");
  const fit = () => { toc.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
  toc.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) toc.open = false;
  });

  const links = new Map([...toc.querySelectorAll("a[href^='#']")].map((a) => [a.hash.slice(1), a]));
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

// A printed regulation shows its elucidation too.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.penjelasan:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
