// A card is dragged by mouse or pen anywhere, by finger at its handle, so that a page still scrolls.
import { planBoard } from "./board.js";

(() => {
  const FAR = 6, EDGE = 60, STEP = 14;
  let held = null;

  const under = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("#bord [data-drop]");
  const mark = (cell) => {
    document.querySelectorAll("#bord .over").forEach((one) => one.classList.toggle("over", one === cell));
    cell?.classList.add("over");
  };

  function lift() {
    const { card } = held, box = card.getBoundingClientRect();
    held.ghost = card.cloneNode(true);
    held.ghost.removeAttribute("id");
    held.ghost.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    held.ghost.setAttribute("aria-hidden", "true");
    held.ghost.classList.add("ghost");
    ["width", "left", "top"].forEach((side) => { held.ghost.style[side] = `${box[side]}px`; });
    document.body.append(held.ghost);
    card.classList.add("lifted");
    document.body.classList.add("dragging");
    planBoard.carried = card;
  }

  function stop() {
    if (!held) return;
    held.ghost?.remove();
    held.card.classList.remove("lifted");
    document.body.classList.remove("dragging");
    mark(null);
    planBoard.carried = null;
    held = null;
  }

  document.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("#bord .job[data-card]");
    if (!card || event.button || planBoard.carried) return;
    if (event.pointerType === "touch" && !event.target.closest(".grip")) return;
    held = { card, x: event.clientX, y: event.clientY, pointer: event.pointerId, ghost: null };
  });

  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const x = event.clientX - held.x, y = event.clientY - held.y;
    if (!held.ghost && Math.hypot(x, y) < FAR) return;
    if (!held.ghost) lift();
    held.ghost.style.transform = `translate(${x}px, ${y}px)`;
    mark(under(event));
    if (event.clientY < EDGE) window.scrollBy(0, -STEP);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
  });

  document.addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const { card, ghost } = held, cell = ghost && under(event);
    stop();
    if (!ghost) return;
    // Letting go of a card is no click on what it shows.
    const still = (click) => { click.preventDefault(); click.stopPropagation(); };
    window.addEventListener("click", still, { capture: true, once: true });
    window.setTimeout(() => window.removeEventListener("click", still, { capture: true }), 0);
    if (cell) planBoard.drop(card, cell, card.closest("[data-drop]"));
  });

  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("#bord .job")) event.preventDefault(); });
})();
