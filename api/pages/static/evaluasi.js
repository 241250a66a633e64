// Follows the evaluation that runs, and shows the page anew when it ends. Without this a link does it.
const EVERY = 1000;

async function follow(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-progress-words]");
  const said = box.querySelector("[data-progress-said]");
  let told = "";
  for (;;) {
    await new Promise((wake) => setTimeout(wake, EVERY));
    let now;
    try {
      const answer = await fetch(box.dataset.progress, { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      now = await answer.json();
    } catch {
      continue; // the server restarts, or the line is down: ask again
    }
    if (!now.running) {
      location.reload();
      return;
    }
    bar.max = now.total;
    bar.value = now.done;
    words.textContent = `${now.stage} ${now.done} dari ${now.total} jawaban`;
    // Read out a quarter at a time: every answer would be noise.
    const quarter = `${now.stage} ${Math.floor((4 * now.done) / now.total) * 25} %`;
    if (quarter !== told) said.textContent = quarter;
    told = quarter;
  }
}

for (const link of document.querySelectorAll("[data-refresh]")) link.hidden = true;
document.querySelectorAll("[data-progress]").forEach(follow);
