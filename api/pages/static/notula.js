// A notula beside its transcript: a source shows, and with a recording plays, what was said; and how far the
// notula is made. Without this file links jump to the utterance, and a reload shows the progress.
import { follow, progressIn } from "./kemajuan.js";

const audio = document.querySelector("[data-audio]");
const said = document.querySelector("[data-said]");
let until = null;

function show(identifiers, line) {
  const found = identifiers.map((id) => document.getElementById(id)).filter(Boolean);
  if (found.length !== identifiers.length) return false; // another part of the transcript: follow the link
  for (const one of document.querySelectorAll(".heard.is-heard")) one.classList.remove("is-heard");
  for (const one of document.querySelectorAll(".minutes-line.is-shown")) one.classList.remove("is-shown");
  for (const one of found) one.classList.add("is-heard");
  line?.classList.add("is-shown");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  found[0].scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  if (said) said.textContent = `${found.length} ucapan ditandai pada transkrip.`;
  play(found);
  return true;
}

function play(found) {
  const start = Number(found[0].dataset.start);
  if (!audio || Number.isNaN(start)) return;
  const end = Number(found.at(-1).dataset.end);
  until = Number.isNaN(end) ? null : end;
  audio.currentTime = start;
  audio.play().catch(() => { until = null; });
}

audio?.addEventListener("timeupdate", () => {
  if (until !== null && audio.currentTime >= until) {
    audio.pause();
    until = null;
  }
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("[data-source], [data-sources]");
  if (!link) return;
  const wanted = link.dataset.source ? [link.dataset.source] : link.dataset.sources.split(" ").filter(Boolean);
  if (show(wanted, link.closest(".minutes-line"))) event.preventDefault();
});

for (const box of document.querySelectorAll("[data-progress]")) {
  const show = progressIn(box);
  follow(box, 1500, (now) => {
    const stage = now.stage.replace(/ \(.*\)$/, "");
    show(stage, `${now.stage} – ${now.percent ?? 0}%`, now.percent ?? 0, 100);
  });
}
