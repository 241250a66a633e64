// Short news at the foot of the page, and copying. The page has one element [data-said] for it.
const said = document.querySelector("[data-said]");
let fading;

export function say(words) {
  if (!said) return;
  said.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => { said.textContent = ""; }, 4000);
}

export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say("Peramban tidak mengizinkan penyalinan. Salin secara manual.");
  }
}
