// The forum: what may answer already is shown while one types, and a form is sent once.
// Without this file a button shows the former on a page of its own.
const PAUSE = 700;

const asking = document.querySelector("[data-asking]");
if (asking) {
  const near = asking.querySelector("[data-near]");
  const said = document.querySelector("[data-near-said]");
  const seen = asking.querySelector("[data-seen]");
  const button = asking.querySelector("[data-near-button]");
  let timer;
  let turn = 0;
  let last = "";

  const look = async () => {
    const typed = `${asking.elements.judul.value} ${asking.elements.teks.value}`.trim();
    if (typed === last) return;
    last = typed;
    const mine = ++turn;
    const fields = new URLSearchParams({
      csrf: asking.elements.csrf.value,
      judul: asking.elements.judul.value,
      teks: asking.elements.teks.value,
      langkah: "serupa",
    });
    try {
      const answer = await fetch(asking.action, {
        method: "POST",
        body: fields,
        headers: { "X-Requested-With": "fragment", Accept: "text/html" },
      });
      if (!answer.ok || mine !== turn) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      const count = part.querySelectorAll("li").length;
      near.replaceChildren(...(count ? part.body.children : []));
      said.textContent = count ? `${count} pertanyaan serupa ditampilkan di bawah isian.` : "";
      // Whoever was shown them need not pass the page that shows them again.
      seen.value = count ? "ya" : "";
    } catch {
      last = "";
    }
  };

  button.hidden = true;
  asking.addEventListener("input", (event) => {
    if (event.target !== asking.elements.judul && event.target !== asking.elements.teks) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}

// A second press while the first is on its way would send everything twice.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy === "true") {
      event.preventDefault();
      return;
    }
    form.ariaBusy = "true";
  });
}
// A page that comes back from the browser's memory may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) form.ariaBusy = "false";
});
