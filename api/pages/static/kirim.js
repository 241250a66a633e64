// Sends a question and reads the answer while it is made: server-sent events over a POST.
const SILENCE = 45_000; // the server says something every 15 seconds

// Why no answer came: `reason` in Indonesian from the server, empty where the line broke; `stale` where the
// form belongs to an earlier visit.
export class NotAnswered extends Error {
  constructor(reason = "", { stale = false } = {}) {
    super(reason || "connection lost");
    this.reason = reason;
    this.stale = stale;
  }
}

async function refusal(response) {
  if (response.status === 403) return new NotAnswered("", { stale: true });
  try {
    const body = await response.json();
    return new NotAnswered(typeof body.detail === "string" ? body.detail : "Permintaan ini tidak diterima.");
  } catch {
    return new NotAnswered("Ada gangguan di sistem kami.");
  }
}

function parsed(block) {
  const event = { name: "message", data: "" };
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) event.name = line.slice(7);
    if (line.startsWith("data: ")) event.data += line.slice(6);
  }
  return event.data ? { name: event.name, data: JSON.parse(event.data) } : null;
}

// Calls `on[name](data)` for every event. Resolves after `done`; rejects with NotAnswered, or with AbortError
// where `stopped` was.
export async function send(fields, on, stopped) {
  const lost = new AbortController();
  let timer;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => lost.abort(), SILENCE);
  };
  const stop = () => lost.abort();
  stopped.addEventListener("abort", stop);
  try {
    listen();
    const response = await fetch("/percakapan/aliran", {
      method: "POST",
      body: fields,
      headers: { Accept: "text/event-stream" },
      signal: lost.signal,
    });
    if (!response.ok) throw await refusal(response);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new NotAnswered();
      listen();
      text += value;
      const blocks = text.split("\n\n");
      text = blocks.pop();
      for (const event of blocks.map(parsed)) {
        if (!event) continue;
        on[event.name]?.(event.data);
        if (event.name === "done") return;
      }
    }
  } catch (error) {
    if (stopped.aborted) throw new DOMException("stopped", "AbortError");
    throw error instanceof NotAnswered ? error : new NotAnswered();
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener("abort", stop);
  }
}
