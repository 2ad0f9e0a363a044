"use strict";
// Big plus and minus buttons beside the quantity.
const quantity = document.getElementById("id_quantity");
document.querySelectorAll("[data-step]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const typed = quantity.value.trim();
    // What may mean two numbers, such as 1.250, is left as it is: the server asks.
    if (typed && !/^\d+(,\d{1,2}|,\d{4})?$/.test(typed)) return;
    const sum = Number(typed.replace(",", ".")) + Number(button.dataset.step);
    const next = String(Math.round(sum * 1000) / 1000).replace(".", ",");
    // Three digits behind a comma may be thousands: 1,125 is written 1,1250.
    if (sum > 0) quantity.value = /^\d{1,3},\d{3}$/.test(next) ? `${next}0` : next;
  });
});
