// Keeps "3 dari 8 dinilai" true while a curator taps.
const bar = document.querySelector("[data-sheet-progress]");
const words = document.querySelector("[data-sheet-count]");
const groups = [...document.querySelectorAll(".keys")].filter((group) => group.querySelector(".keys__input"));

function count() {
  const done = groups.filter((group) => group.querySelector(".keys__input:checked")).length;
  if (bar) bar.value = done;
  if (words) words.textContent = `${done} dari ${groups.length} dinilai`;
}

document.addEventListener("change", count);
window.addEventListener("pageshow", count);
