// Twelve characters typed blind on a phone go wrong: one box shows them. Without JavaScript there is no box.
const fields = document.querySelectorAll("form input[type='password']");
const last = fields[fields.length - 1];

if (last) {
  const box = document.createElement("input");
  box.type = "checkbox";
  const words = document.createElement("span");
  words.textContent = "Tampilkan kata sandi";
  const label = document.createElement("label");
  label.className = "choice choice--bare";
  label.append(box, words);
  last.closest(".field").after(label);

  const show = (shown) => {
    for (const field of fields) field.type = shown ? "text" : "password";
  };
  box.addEventListener("change", () => show(box.checked));
  // A browser offers to keep a password only while its field is one.
  last.form.addEventListener("submit", () => show(false));
}
