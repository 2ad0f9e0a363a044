"use strict";
// Pages work without script; these lines only make them kinder.
document.querySelectorAll("[data-focus]").forEach((element) => element.focus());

document.addEventListener("click", (event) => {
  const copy = event.target.closest("[data-copy]");
  if (!copy) return;
  navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
  copy.classList.add("copied");
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("submit", (event) => {
  const question = event.submitter && event.submitter.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

// An open explanation closes with Escape and when the next one opens.
const helps = () => document.querySelectorAll("details.help[open]");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") helps().forEach((help) => help.removeAttribute("open"));
});
document.addEventListener("click", (event) => {
  helps().forEach((help) => { if (!help.contains(event.target)) help.removeAttribute("open"); });
});

// The menu is folded at the start on a narrow screen.
if (window.matchMedia("(max-width: 991px)").matches) {
  document.querySelectorAll(".house-menu details").forEach((menu) => menu.removeAttribute("open"));
}
