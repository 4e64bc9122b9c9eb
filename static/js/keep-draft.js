// What is typed into a form with data-keep stays on this phone until the server has it: through a lost network, a
// closed tab, an ended session. Kept for the person signed in (data-keep is the account's number), seven days at
// most, and forgotten at sign-out. Sending waits for the network and then goes the ordinary way of the browser.
const PREFIX = "opor-draft:";
const DAYS = 7 * 24 * 3600 * 1000;
const PROBE_MS = 8000;
const RETRY_MS = 5000;
const NEVER_KEPT = new Set(["csrfmiddlewaretoken", "draft", "lanjut"]);

const person = document.documentElement.dataset.person;
const prefixOf = (owner) => `${PREFIX}${owner}:`;

function readAll() {
  const drafts = [];
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const draft = read(key);
    if (!draft || Date.now() - draft.at > DAYS) localStorage.removeItem(key);
    else drafts.push([key, draft]);
  }
  return drafts;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // The phone's memory is full or closed to us: the form still works as it does without this script.
  }
}

function forgetReceived() {
  const receipt = document.cookie.match(/(?:^|; )opor_receipt=([0-9a-f-]+)/);
  if (!receipt) return;
  for (const [key, draft] of readAll()) if (draft.id === receipt[1]) localStorage.removeItem(key);
  document.cookie = "opor_receipt=; path=/; max-age=0; samesite=lax";
}

const kept = (element) =>
  element.name && !NEVER_KEPT.has(element.name) && !["file", "hidden", "password", "submit", "button"].includes(element.type);

function typedIn(form) {
  return [...form.elements].filter(kept).map((element) => {
    if (element.type === "checkbox" || element.type === "radio") return [element.name, element.value, element.checked];
    return [element.name, element.value];
  });
}

const chosenAtFirst = (select) =>
  [...select.options].find((option) => option.defaultSelected)?.value ?? select.options[0]?.value ?? "";

// What the page came with, whatever somebody typed before this script was there.
function asItCame(form) {
  return [...form.elements].filter(kept).map((element) => {
    if (element.type === "checkbox" || element.type === "radio") {
      return [element.name, element.value, element.defaultChecked];
    }
    return [element.name, element.type.startsWith("select") ? chosenAtFirst(element) : element.defaultValue];
  });
}

function putBack(form, typed) {
  for (const [name, value, checked] of typed) {
    for (const element of form.elements) {
      if (element.name !== name || !kept(element)) continue;
      if (checked === undefined) element.value = value;
      else if (element.value === value) element.checked = checked;
    }
  }
}

function notice(form, text, kind) {
  let box = form.querySelector(".kept");
  if (!box) {
    box = document.createElement("div");
    box.className = "kept notice";
    box.setAttribute("role", "status");
    form.prepend(box);
  }
  box.className = `kept notice notice--${kind}`;
  const line = document.createElement("p");
  line.textContent = text;
  box.replaceChildren(line);
  return box;
}

async function reachable() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PROBE_MS);
  try {
    return (await fetch("/healthz", { method: "HEAD", cache: "no-store", signal: stop.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function keep(form) {
  const key = `${prefixOf(form.dataset.keep)}${location.pathname}`;
  const atFirst = JSON.stringify(asItCame(form));
  let draft = read(key);
  let waiting = false;
  let passed = false;

  const mark = document.createElement("input");
  mark.type = "hidden";
  mark.name = "draft";
  mark.value = draft?.id ?? crypto.randomUUID?.() ?? String(Date.now());
  form.append(mark);

  function save(extra = {}) {
    draft = { ...draft, id: mark.value, at: Date.now(), typed: typedIn(form), title: document.title, ...extra };
    write(key, draft);
  }

  function restore() {
    if (!draft?.typed || JSON.stringify(draft.typed) === JSON.stringify(typedIn(form)) || form.querySelector(".field--invalid")) return;
    putBack(form, draft.typed);
    const box = notice(form, "Isian Anda yang belum terkirim ada di HP ini dan sudah dimasukkan lagi.", "ok");
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button button--quiet";
    drop.textContent = "Buang isian ini";
    drop.addEventListener("click", () => {
      localStorage.removeItem(key);
      location.reload();
    });
    box.append(drop);
    if (draft.waiting) form.requestSubmit();
  }

  async function send(submitter) {
    if (waiting) return;
    waiting = true;
    save({ waiting: true });
    while (!(await reachable())) {
      notice(form, "Tidak ada sinyal. Isian tersimpan di HP ini dan dikirim sendiri saat sinyal kembali.", "warning");
      await new Promise((resume) => {
        const timer = setTimeout(resume, RETRY_MS);
        window.addEventListener("online", () => (clearTimeout(timer), resume()), { once: true });
      });
    }
    save({ waiting: false });
    waiting = false;
    passed = true;
    form.requestSubmit(submitter);
  }

  form.addEventListener("input", () => save());
  form.addEventListener("change", () => save());
  form.addEventListener("submit", (event) => {
    if (passed) return;
    event.preventDefault();
    send(event.submitter);
  });
  window.addEventListener("pageshow", () => (passed = false));
  if (!draft && JSON.stringify(typedIn(form)) !== atFirst) save();
  restore();
}

function guardSignOut(form) {
  form.addEventListener("submit", (event) => {
    const drafts = readAll().filter(([key]) => key.startsWith(prefixOf(person)));
    if (drafts.length && !form.dataset.warned) {
      event.preventDefault();
      form.dataset.warned = "1";
      notice(
        form,
        `Ada ${drafts.length} isian yang belum terkirim di HP ini. Bila keluar sekarang, isian itu dihapus. ` +
          "Tekan Keluar sekali lagi untuk tetap keluar.",
        "warning",
      );
      return;
    }
    for (const [key] of drafts) localStorage.removeItem(key);
  });
}

forgetReceived();
readAll();
document.querySelectorAll("form[data-keep]").forEach(keep);
document.querySelectorAll("form[data-sign-out]").forEach(guardSignOut);
