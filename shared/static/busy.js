// A form that takes a while says so at its button, once it is sent; the answer opens by itself.
"use strict";
for (const form of document.querySelectorAll("form[data-busy]")) {
  const button = form.querySelector("button"), words = button.textContent;
  form.addEventListener("submit", (event) => {
    if (button.ariaDisabled === "true") return event.preventDefault();
    button.ariaDisabled = "true";
    form.querySelector("[role=status]").textContent = button.textContent = form.dataset.busy;
  });
  // Whoever comes back finds the button as it was.
  addEventListener("pageshow", () => { button.ariaDisabled = null; button.textContent = words; });
}
