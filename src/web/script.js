// Names for what is typed into fields that ask for one. Without this, the forms take whole names and parts of them just the same.
"use strict";

for (const field of document.querySelectorAll("input[data-names]")) {
  const list = document.getElementById(field.getAttribute("list"));
  let asked = 0;
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const number = ++asked;
      const typed = field.value.trim();
      if (typed.length === 0) {
        list.replaceChildren();
        return;
      }
      const query = new URLSearchParams({ kind: field.dataset.names, q: typed });
      const answer = await fetch("/names?" + query).catch(() => null);
      // An answer that was overtaken is of no use.
      if (answer === null || !answer.ok || number !== asked) {
        return;
      }
      const names = await answer.json();
      list.replaceChildren(
        ...names.map((name) => {
          const option = document.createElement("option");
          option.value = name;
          return option;
        }),
      );
    }, 120);
  });
}

// What has changed is not to be lost by leaving the page.
for (const form of document.querySelectorAll("form.fields[method=post]:not(.row)")) {
  let isChanged = false;
  form.addEventListener("input", () => (isChanged = true));
  form.addEventListener("submit", () => (isChanged = false));
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });
}
