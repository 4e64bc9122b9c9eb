// The button that opens the browser's print dialogue shows itself only where it works.
const box = document.querySelector("[data-print]");

if (box) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => window.print());
}
