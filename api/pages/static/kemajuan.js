// Follows something that runs in the background, and shows the page anew when it ends.
// Without this a link or a reload shows how far it is.

/** Ask the address of `box` every `every` milliseconds; `tell` shows each answer. */
export async function follow(box, every, tell) {
  for (const link of document.querySelectorAll("[data-refresh]")) link.hidden = true;
  for (;;) {
    await new Promise((wake) => setTimeout(wake, every));
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
    tell(now);
  }
}

/** Show how much is done; what is read aloud changes by the quarter, as every step would be noise. */
export function progressIn(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-progress-words]");
  const said = box.querySelector("[data-progress-said]");
  let told = "";
  return (stage, text, done, total) => {
    bar.max = total;
    bar.value = done;
    words.textContent = text;
    const quarter = `${stage} ${Math.floor((4 * done) / total) * 25} %`;
    if (quarter !== told) said.textContent = quarter;
    told = quarter;
  };
}
