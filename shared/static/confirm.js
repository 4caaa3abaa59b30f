// The form that confirms an action, on a telephone with a bad line: files go up in pieces
// (tus 1.0) and go on where the line broke; what is typed is kept in this browser until it is sent.
// Without this script the form works as any other.
"use strict";
(() => {
  const form = document.getElementById("confirm");
  const kept = "tindak:" + location.pathname.replace(/\/periksa$/, "");
  if (!form) {
    document.getElementById("send")?.addEventListener("submit", () => localStorage.removeItem(kept));
    return;
  }
  const SMALLEST = 64 * 1024, LARGEST = 1024 * 1024, FAST_MS = 2000, LONGEST_WAIT_MS = 15000;
  const { pieces } = form.dataset;
  const token = form.elements.csrf.value;
  const status = document.getElementById("progress");
  const common = { "Tus-Resumable": "1.0.0", "X-Csrf-Token": token };
  let waiting = 0, held = null;

  const say = (text, values = {}) => {
    status.textContent = (text || "").replace(/{(\w+)}/g, (_, name) => values[name]);
  };
  const ask = async (url, options) => {
    const answer = await fetch(url, { ...options, redirect: "manual", headers: { ...common, ...options.headers } });
    if (answer.type === "opaqueredirect") throw new Error(form.dataset.signedOut);
    return answer;
  };
  const pause = (ms) => new Promise((resolve) => {
    const done = () => { clearTimeout(timer); removeEventListener("online", done); resolve(); };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
  });

  // A file is known again by what it is, so that choosing it once more goes on with it.
  const remembered = (file) => `${kept}:${file.name}:${file.size}:${file.lastModified}`;

  async function begin(file) {
    const known = localStorage.getItem(remembered(file));
    if (known) {
      const answer = await ask(known, { method: "HEAD" });
      if (answer.ok) return [known, Number(answer.headers.get("Upload-Offset"))];
      localStorage.removeItem(remembered(file));
    }
    const headers = { "Upload-Length": String(file.size) };
    if (/^[\w/.+-]+$/.test(file.type)) headers["Upload-Metadata"] = `filetype ${btoa(file.type)}`;
    const answer = await ask(pieces, { method: "POST", headers });
    if (answer.status !== 201) throw new Error(answer.status === 422 ? await answer.text() : form.dataset.failed);
    const url = answer.headers.get("Location");
    localStorage.setItem(remembered(file), url);
    return [url, 0];
  }

  async function send(file) {
    let url = null, offset = 0, size = 2 * SMALLEST, wait = 500;
    const percent = () => Math.floor((100 * offset) / file.size);
    while (url === null || offset < file.size) {
      try {
        if (url === null) [url, offset] = await begin(file);
        if (offset >= file.size) break;
        say(form.dataset.sending, { name: file.name, percent: percent() });
        const began = performance.now();
        const answer = await ask(url, {
          method: "PATCH", body: file.slice(offset, offset + size),
          headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
        });
        if (answer.status === 422) {
          localStorage.removeItem(remembered(file));
          throw new Error(await answer.text());
        }
        if (answer.status === 404) { localStorage.removeItem(remembered(file)); url = null; continue; }
        if (!answer.ok) throw new TypeError("again");
        offset = Number(answer.headers.get("Upload-Offset"));
        size = performance.now() - began < FAST_MS ? Math.min(2 * size, LARGEST) : Math.max(size / 2, SMALLEST);
        wait = 500;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        say(form.dataset.waiting, { percent: percent() });
        size = SMALLEST;
        await pause(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MS);
        url = null; // where the file ends is asked anew
      }
    }
    localStorage.removeItem(remembered(file));
  }

  async function show() {
    const answer = await ask(pieces, { method: "GET" });
    if (answer.ok) document.getElementById("laid").innerHTML = await answer.text();
  }

  async function chosen(input) {
    const files = [...input.files];
    input.value = "";
    waiting += files.length;
    let fault = "";
    for (const file of files) {
      try { await send(file); await show(); } catch (error) { fault = error.message; }
      waiting -= 1;
    }
    if (waiting === 0) {
      say(fault);
      if (held && !fault) form.requestSubmit(held);
      held = null;
    }
  }

  for (const input of form.querySelectorAll('input[type="file"]')) {
    input.addEventListener("change", () => chosen(input));
  }
  form.addEventListener("submit", (event) => {
    if (waiting === 0) return;
    event.preventDefault();
    held = event.submitter;
    say(form.dataset.again);
  });

  const typed = ["description", "completed_on", "place"].map((name) => form.elements[name]);
  const before = JSON.parse(localStorage.getItem(kept) || "{}");
  if (!form.elements.description.value) {
    for (const field of typed) if (before[field.name]) field.value = before[field.name];
  }
  form.addEventListener("input", () => {
    localStorage.setItem(kept, JSON.stringify(Object.fromEntries(typed.map((field) => [field.name, field.value]))));
  });
})();
