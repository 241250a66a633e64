// How far the evaluation is that runs.
import { follow, progressIn } from "./kemajuan.js";

for (const box of document.querySelectorAll("[data-progress]")) {
  const show = progressIn(box);
  follow(box, 1000, (now) => {
    show(now.stage, `${now.stage} ${now.done} dari ${now.total} jawaban`, now.done, now.total);
  });
}
