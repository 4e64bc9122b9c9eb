// Sends photos made smaller, shows how far they are, and waits with them while there is no signal.
// Without this script, or where a browser lacks what it needs, the form is sent as it is.
(function () {
  const LONGEST_SIDE = 2048;
  const QUALITY = 0.85;
  const LARGEST_TO_DECODE = 15 * 1024 * 1024; // beyond it a cheap phone may run out of memory
  const SMALL_ENOUGH = 400 * 1024;
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 30000;
  const PATIENCE = 90000; // without any sign of life
  const MOST_FAULTS = 6;

  const WORDS = {
    preparing: "Menyiapkan foto. Mohon tunggu.",
    sending: "Mengirim foto",
    checking: "Foto sampai. Sedang diperiksa.",
    waiting: "Menunggu sinyal. Foto dikirim sendiri begitu sinyal kembali; halaman ini jangan ditutup.",
    again: "Mencoba lagi.",
    signedOut: "Anda sudah keluar dari OPOR, dan foto ini belum terkirim. Masuk lagi, kembali ke sini, lalu tekan Kirim foto.",
    unreadable: "Foto ini tidak dapat dibaca HP. Pilih fotonya sekali lagi.",
    tooLarge: "Foto terlalu besar untuk dikirim. Pilih foto lain atau kecilkan dulu.",
    failed: "Foto belum dapat dikirim. Tunggu sebentar, lalu tekan Kirim foto lagi.",
  };

  if (!window.FormData || !window.DOMParser) return;
  let job = null;
  let kept = null; // what was made of the chosen files, so that trying again sends the very same bytes

  const isOurs = (form) => form instanceof HTMLFormElement && "photoUpload" in form.dataset;

  // ---- making it smaller

  async function smaller(file) {
    const whole = new Blob([await file.arrayBuffer()]); // the phone may take the file away while we wait
    if (!window.createImageBitmap || file.size < SMALL_ENOUGH || file.size > LARGEST_TO_DECODE) return whole;
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const blob = await drawn(bitmap);
      bitmap.close();
      return blob && blob.size < file.size ? blob : whole;
    } catch {
      return whole; // a kind this browser cannot show: the server can
    }
  }

  function drawn(bitmap) {
    const share = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * share);
    canvas.height = Math.round(bitmap.height * share);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff"; // what is transparent becomes white paper, as on the server
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  }

  async function prepared(files) {
    const chosen = [...files];
    if (isKept(chosen)) return kept;
    const parts = [];
    for (const file of chosen) parts.push({ name: file.name, body: await smaller(file) });
    kept = { chosen, parts, sentBefore: false };
    return kept;
  }

  function isKept(chosen) {
    return kept && kept.chosen.length === chosen.length && kept.chosen.every((file, n) => file === chosen[n]);
  }

  // ---- what the person sees

  function say(words, share) {
    const box = document.querySelector("[data-photo-progress]");
    const line = document.querySelector("[data-photo-words]");
    if (!box) return;
    box.hidden = false;
    if (line.textContent !== words) line.textContent = words;
    const bar = box.querySelector("progress");
    if (share === undefined) return;
    bar.value = share;
    bar.textContent = `${share}%`;
  }

  function busy(form, is) {
    if (is) form.setAttribute("aria-busy", "true");
    else form.removeAttribute("aria-busy");
  }

  function stop(words) {
    busy(job.form, false);
    say(words);
    document.querySelector("[data-photo-sign-in]").hidden = words !== WORDS.signedOut;
    job = null;
  }

  // ---- sending, and sending again

  async function begin(form, next) {
    job = { form, next, faults: 0, wait: FIRST_WAIT, timer: 0, sending: false };
    busy(form, true);
    document.querySelector("[data-photo-sign-in]").hidden = true;
    say(WORDS.preparing, 0);
    try {
      job.pack = await prepared(form.elements.image.files);
    } catch {
      return stop(WORDS.unreadable);
    }
    attempt();
  }

  function body() {
    const data = new FormData(job.form);
    data.delete("image");
    for (const part of job.pack.parts) data.append("image", part.body, part.name);
    // The answer to an earlier try may have been lost after the photo was stored.
    if (job.pack.sentBefore) data.append("ulang", "1");
    return data;
  }

  function attempt() {
    if (!job || job.sending) return;
    clearTimeout(job.timer);
    if (navigator.onLine === false) return later();
    const request = new XMLHttpRequest();
    let stalled = setTimeout(() => request.abort(), PATIENCE);
    const alive = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), PATIENCE);
    };
    request.upload.addEventListener("progress", (event) => {
      alive();
      const share = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
      // In tens: a screen reader says each change.
      if (share < 100) say(`${WORDS.sending}: ${Math.floor(share / 10) * 10}%`, share);
      else say(WORDS.checking, 100);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(stalled);
      job.sending = false;
      answered(request);
    });
    request.open("POST", job.form.action);
    job.sending = true;
    say(job.pack.sentBefore ? WORDS.again : `${WORDS.sending}: 0%`, 0);
    request.send(body());
    job.pack.sentBefore = true;
  }

  function later() {
    say(WORDS.waiting);
    job.timer = setTimeout(attempt, job.wait);
    job.wait = Math.min(job.wait * 2, LONGEST_WAIT);
  }

  function answered(request) {
    const page = request.status === 200 && new DOMParser().parseFromString(request.responseText, "text/html");
    if (page && page.querySelector("[data-photo-upload]")) return finish(page, request.responseURL);
    if (request.status === 0 || request.status === 429 || request.status === 502 || request.status === 503) return later();
    if (request.status === 504) return later();
    if (request.status === 413) return stop(WORDS.tooLarge);
    if (request.status === 403 || page) return renew();
    job.faults += 1;
    return job.faults < MOST_FAULTS ? later() : stop(WORDS.failed);
  }

  // The session ended, or another tab signed in again: the page's own token tells which.
  async function renew() {
    job.faults += 1;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-photo-upload] [name=csrfmiddlewaretoken]");
      if (!fresh || job.faults >= MOST_FAULTS) return stop(WORDS.signedOut);
      job.form.elements.csrfmiddlewaretoken.value = fresh.value;
      attempt();
    } catch {
      later();
    }
  }

  // ---- the server's page takes the place of this one, errors at the field included

  function finish(page, address) {
    const refused = page.querySelector(".error-summary");
    const chosenSince = job.form.elements.image.files;
    const isAnother = chosenSince.length > 0 && !isKept([...chosenSince]);
    const { next } = job;
    job = null;
    kept = null;
    if (next && !refused && !isAnother) {
      location.assign(next);
      return;
    }
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    document.title = page.title;
    history.replaceState(null, "", address);
    if (isAnother) {
      const form = document.querySelector("[data-photo-upload]");
      form.elements.image.files = chosenSince;
      begin(form, next);
      return;
    }
    const first = document.querySelector("main .error-summary, main .messages > *");
    if (!first) return;
    first.setAttribute("tabindex", "-1");
    first.focus();
  }

  // ---- what starts it

  document.addEventListener(
    "submit",
    (event) => {
      if (!isOurs(event.target) || event.target.elements.image.files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!job) begin(event.target, "");
      else if (!job.sending && job.pack) attempt();
    },
    true,
  );

  // A photo that is chosen and not yet sent goes first, then the next page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-photo-next]");
    const form = document.querySelector("[data-photo-upload]");
    if (!link || !form || form.elements.image.files.length === 0) return;
    event.preventDefault();
    form.scrollIntoView({ block: "center" });
    if (job) job.next = link.href;
    else begin(form, link.href);
  });

  // Another choice while the first one waits: what is under way is finished, what only waits is dropped.
  document.addEventListener("change", (event) => {
    if (!event.target.form || !isOurs(event.target.form) || !job || job.sending || !job.pack) return;
    clearTimeout(job.timer);
    begin(job.form, job.next);
  });

  window.addEventListener("online", () => {
    if (!job || !job.pack) return;
    job.wait = FIRST_WAIT;
    attempt();
  });

  window.addEventListener("beforeunload", (event) => {
    if (job) event.preventDefault();
  });
})();
