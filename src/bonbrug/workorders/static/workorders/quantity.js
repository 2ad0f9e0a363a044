"use strict";
// Big plus and minus buttons beside the quantity.
const quantity = document.getElementById("id_quantity");
document.querySelectorAll("[data-step]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = Number(quantity.value.replace(",", ".")) || 0;
    const next = Math.round((now + Number(button.dataset.step)) * 1000) / 1000;
    if (next > 0) quantity.value = String(next).replace(".", ",");
  });
});
