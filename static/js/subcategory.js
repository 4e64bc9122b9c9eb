// The kinds of the chosen category only; without this script all kinds stand in groups.
(function () {
  const select = document.querySelector("select[name=subcategory]");
  if (!select) return;
  const groups = Array.from(select.querySelectorAll("optgroup"));
  const radios = Array.from(document.querySelectorAll("input[name=category]"));
  if (radios.length !== groups.length) return; // a category without kinds yet: places would not match

  function narrow() {
    const chosen = radios.findIndex((radio) => radio.checked);
    groups.forEach((group, place) => {
      const fits = chosen === -1 || place === chosen;
      if (fits && !group.isConnected) select.append(group);
      if (!fits) group.remove();
    });
  }

  radios.forEach((radio) => radio.addEventListener("change", narrow));
  narrow();
})();
