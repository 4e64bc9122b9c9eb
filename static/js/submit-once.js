// A second tap on a button is ignored while the first is under way. The button stays enabled: the lock ends
// when the page is shown again (back button) or after a while, should the network have swallowed the answer.
const PATIENCE = 15000;

function unlock(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  form.querySelector(".busy")?.replaceChildren();
}

function sayBusy(form) {
  if (!form.dataset.sent) return;
  let line = form.querySelector(".busy");
  if (!line) {
    line = document.createElement("p");
    line.className = "busy";
    line.setAttribute("role", "status");
    (form.querySelector(".sticky-actions") ?? form).append(line);
  }
  line.textContent = "Sedang dikirim. Mohon tunggu sebentar.";
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  setTimeout(sayBusy, 1000, form);
  setTimeout(unlock, PATIENCE, form);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach(unlock);
});
