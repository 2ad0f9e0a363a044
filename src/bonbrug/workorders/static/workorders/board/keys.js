// A card is moved with the keyboard: picked up, walked over the board, and put down or back.
import { planBoard } from "./board.js";

(() => {
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  let held = null;

  const lines = () => [...document.querySelectorAll("#bord .board-apart, #bord tbody tr")]
    .map((line) => (line.matches("tr") ? [...line.querySelectorAll("td[data-drop]")] : [line]).filter(planBoard.shows))
    .filter((line) => line.length);

  function put(cell) {
    held.moving = true;
    cell.querySelector(".jobs").append(held.card);
    held.card.querySelector(".grip").focus();
    held.moving = false;
  }

  function lift(grip) {
    const card = grip.closest(".job"), origin = card.closest("[data-drop]");
    held = { card, grip, origin, next: card.nextElementSibling, column: null, moving: false };
    card.classList.add("carried");
    grip.setAttribute("aria-pressed", "true");
    // Every key goes to the board, also in the reading mode of a screen reader.
    document.getElementById("bord").setAttribute("role", "application");
    planBoard.carried = card;
    planBoard.say("lifted", { card: card.dataset.card });
  }

  function letGo() {
    held.card.classList.remove("carried");
    held.grip.removeAttribute("aria-pressed");
    document.getElementById("bord").removeAttribute("role");
    planBoard.carried = null;
    held = null;
  }

  function back() {
    const { card, grip, origin, next } = held;
    held.moving = true;
    origin.querySelector(".jobs").insertBefore(card, next);
    letGo();
    grip.focus();
    planBoard.say("back", { card: card.dataset.card, place: planBoard.place(origin) });
  }

  function walk([down, right]) {
    const all = lines(), here = held.card.closest("[data-drop]");
    const line = all.findIndex((one) => one.includes(here)), at = all[line].indexOf(here);
    if (all[line].length > 1) held.column = at;
    const today = document.querySelector("#bord tbody td.chosen")?.cellIndex ?? 1;
    const target = right ? all[line][at + right] : all[line + down];
    const cell = right || !target ? target : target[Math.min(held.column ?? today - 1, target.length - 1)];
    if (!cell) { planBoard.say("edge"); return; }
    put(cell);
    const place = planBoard.place(cell);
    document.getElementById("bord-said").textContent = place;
  }

  document.addEventListener("click", (event) => {
    const grip = event.target.closest("#bord .grip");
    if (!grip) return;
    if (!held) { lift(grip); return; }
    const { card, origin } = held, cell = card.closest("[data-drop]");
    if (!planBoard.drop(card, cell, origin)) back();
  });

  document.addEventListener("keydown", (event) => {
    if (!held) return;
    if (event.key === "Escape") { event.preventDefault(); back(); return; }
    if (!STEPS[event.key]) return;
    event.preventDefault();
    walk(STEPS[event.key]);
  });

  document.addEventListener("focusout", (event) => {
    if (held && !held.moving && held.card.contains(event.target) && !held.card.contains(event.relatedTarget)) back();
  });
})();
