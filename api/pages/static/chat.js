// The chat: a question is sent without leaving the page, and its answer appears sentence by sentence.
// Without this file the same forms lead to the same page, one request at a time.
import { NotAnswered, send } from "./kirim.js";
import { equip } from "./jawaban.js";

const LOST = "Sambungan terputus sebelum jawaban selesai. Pertanyaan Anda tidak hilang.";
const STOPPED = "Anda menghentikan jawaban ini. Jawaban belum selesai dan tidak disimpan.";
const live = document.querySelector("[data-live]");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let running = null;
let shown = location.pathname + location.search;

const bar = () => document.querySelector("[data-bar]");
const elements = (html) => [...new DOMParser().parseFromString(html, "text/html").body.children];

// Sending

function ask(form) {
  const fields = new URLSearchParams(new FormData(form));
  const question = fields.get("q").trim();
  if (running || !question) return;
  const typed = form.querySelector("textarea");
  const thread = place(fields);
  for (const broken of thread.querySelectorAll(".is-broken")) broken.remove();
  if (typed) typed.value = "";
  fields.set("kunci", freshKey());
  fields.set("nomor", String(thread.childElementCount + 1));
  if (typed) bar().elements.q.focus({ preventScroll: true });
  begin(thread, fields, question);
}

// One sending keeps its key when it is tried again, so that it is stored once.
function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The place of the conversation; the front page becomes it with the first question.
function place(fields) {
  const template = document.querySelector("[data-place]");
  if (template) {
    const main = document.querySelector("main");
    const kept = [live, ...main.querySelectorAll(":scope > [data-said], :scope > [data-pending], :scope > dialog")];
    main.className = "chat wrap";
    main.replaceChildren(template.content.cloneNode(true), ...kept);
    main.querySelector("h1").textContent = fields.get("q").trim();
    bar().elements.on.value = fields.get("on") ?? "";
    bar().querySelector("details").open = Boolean(fields.get("on"));
    bar().elements.simpan.checked = fields.get("simpan") === "tidak";
    prepare(bar());
  }
  return document.querySelector("[data-thread]");
}

async function begin(thread, fields, question) {
  const article = document.querySelector("template[data-pending]").content.cloneNode(true).firstElementChild;
  article.querySelector("[data-question]").textContent = question;
  thread.classList.add("is-live");
  thread.append(article);
  article.scrollIntoView({ block: "start", behavior: still.matches ? "auto" : "smooth" });
  running = new AbortController();
  busy(true);
  try {
    await sendFresh(fields, making(article), running.signal);
  } catch (error) {
    broken(article, fields, question, error);
  } finally {
    running = null;
    busy(false);
  }
}

// A page that was shown before the browser got its cookie has forms of nobody: fetch the token anew, once.
async function sendFresh(fields, on, stopped) {
  try {
    await send(fields, on, stopped);
  } catch (error) {
    if (!error.stale) throw error;
    const page = await fetch("/", { signal: stopped }).then((answer) => answer.text());
    const token = new DOMParser().parseFromString(page, "text/html").querySelector("input[name=csrf]");
    if (!token) throw new NotAnswered();
    fields.set("csrf", token.value);
    await send(fields, on, stopped);
  }
}

function busy(is) {
  const form = bar();
  form.classList.toggle("is-busy", is);
  form.querySelector("[data-send]").hidden = is;
  form.querySelector("[data-stop]").hidden = !is;
}

// What comes

function making(article) {
  const answer = article.querySelector("[data-answer]");
  const stage = article.querySelector("[data-stage]");
  return {
    progress({ label }) {
      stage.textContent = label;
      live.textContent = label;
    },
    sentence({ html }) {
      note(article, "");
      answer.hidden = false;
      elements(html).forEach((block) => join(answer, block));
    },
    withdrawn({ note: words }) {
      answer.replaceChildren();
      answer.hidden = true;
      note(article, `Kalimat tadi ditarik. ${words}`);
    },
    done(data) {
      finish(article, data);
    },
  };
}

// A sentence goes on the paragraph, an item on the list, that stands last.
function join(answer, block) {
  const last = answer.lastElementChild;
  if (last?.tagName !== block.tagName || last.className !== block.className) {
    answer.append(block);
    return;
  }
  if (block.tagName === "P") last.append(" ");
  last.append(...block.childNodes);
}

function finish(article, data) {
  const [finished] = elements(data.html);
  const question = article.querySelector("[data-question]").textContent;
  article.replaceWith(finished);
  equip(finished);
  for (const input of document.querySelectorAll("input[name=csrf]")) input.value = data.csrf;
  const head = document.querySelector("[data-head]");
  if (!head.querySelector("details[open]")) {
    head.replaceWith(...elements(data.head));
  }
  const form = bar();
  form.elements.percakapan.value = data.conversation;
  form.elements.sebelum.value = data.conversation ? "" : question;
  form.querySelector("[data-keep]").hidden = Boolean(data.conversation);
  if (data.conversation) form.elements.simpan.checked = false;
  const here = new URL(data.url, location.href);
  const same = here.pathname + here.search === shown;
  history[same ? "replaceState" : "pushState"](null, "", data.url);
  shown = here.pathname + here.search;
  document.title = `${question.slice(0, 60)} – Tanya ASN`;
  live.textContent = data.said;
}

function note(article, words) {
  const box = article.querySelector("[data-note]");
  box.hidden = !words;
  box.querySelector("span").textContent = words;
}

// What goes wrong: what came stays to be read, the question can be sent again.
function broken(article, fields, question, error) {
  const stopped = error.name === "AbortError";
  const words = stopped ? STOPPED : (error.reason || LOST);
  article.classList.add("is-broken");
  article.classList.remove("is-pending");
  article.querySelector(".verdict").className = `verdict tone-${stopped ? "mute" : "bad"}`;
  article.querySelector("[data-stage]").textContent = stopped ? "Dihentikan" : "Belum terjawab";
  note(article, words);
  live.textContent = words;
  const again = article.querySelector("[data-retry]");
  again.hidden = false;
  again.querySelector("button").addEventListener("click", () => {
    if (running) return;
    const box = bar().elements.q;
    if (box.value === question) box.value = "";
    const thread = article.parentElement;
    article.remove();
    box.focus({ preventScroll: true });
    begin(thread, fields, question);
  });
  const box = bar().elements.q;
  if (!box.value) box.value = question;
}

// Forms

function prepare(form) {
  for (const keys of form.querySelectorAll("[data-keys]")) keys.hidden = false;
  form.querySelector("[data-stop]")?.addEventListener("click", () => {
    running?.abort();
    form.elements.q.focus({ preventScroll: true });
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-chat]");
  if (!form) return;
  event.preventDefault();
  ask(form);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form[data-chat]");
  if (!form || event.target.tagName !== "TEXTAREA" || event.key !== "Enter") return;
  if (event.shiftKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  if (!running) form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const example = event.target.closest("[data-example]");
  if (!example || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const form = document.querySelector("form[data-chat]");
  form.elements.q.value = example.textContent;
  ask(form);
});

// The address went to another page than the one that is shown.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload();
});

document.querySelectorAll("form[data-chat]").forEach(prepare);
