// The planning board. Dragging and the keyboard fill in the form that everybody can fill in by hand.
export const planBoard = (() => {
  const EVERY = 15000;
  const FIELDS = { employee: "who", work_date: "day", work_time: "begin", duration_minutes: "long" };
  const root = () => document.getElementById("bord");
  const dialog = document.getElementById("bord-move");
  const board = { carried: null };

  board.say = (name, facts = {}) => {
    const text = Object.entries(facts).reduce((all, [key, word]) => all.replace(`{${key}}`, word), root().dataset[name]);
    document.getElementById("bord-said").textContent = text;
  };
  board.place = (cell) => {
    if (cell.dataset.words) return cell.dataset.words;
    const row = cell.parentElement, head = row.closest("table").tHead.rows[0].cells[cell.cellIndex];
    return `${head.dataset.words}, ${row.cells[0].querySelector(".name")?.textContent ?? row.cells[0].textContent.trim()}`;
  };
  board.shows = (cell) => cell.getClientRects().length > 0;

  // What the card showed goes along, so that what somebody else changed meanwhile is asked about.
  board.drop = (card, cell, origin) => {
    if (cell === origin) return false;
    const was = Object.fromEntries(Object.entries(FIELDS).map(([name, key]) => [name, card.dataset[key]]));
    const to = { ...was, employee: cell.dataset.who, work_date: cell.dataset.day };
    const hour = cell.dataset.begin;
    if (hour !== undefined && hour.slice(0, 2) !== was.work_time.slice(0, 2)) to.work_time = hour;
    if (!to.work_date) to.work_time = "";
    const form = document.getElementById("bord-drop");
    Object.entries(to).forEach(([name, value]) => { form.elements[name].value = value; });
    form.elements.was.value = JSON.stringify(was);
    form.action = card.querySelector("a.move").href;
    board.say("dropped", { card: card.dataset.card, place: board.place(cell) });
    form.submit();
    return true;
  };

  // An open board asks whether it changed, but never under somebody's hands.
  const typing = () => document.activeElement?.matches("input, select, textarea");
  const quiet = () => !board.carried && !dialog.open && !typing() && document.visibilityState === "visible";
  window.setInterval(() => { if (quiet()) htmx.trigger(root(), "renew"); }, EVERY);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === root() && !quiet()) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target === root()) board.say("renewed"); });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#bord a.move");
    if (event.target.closest("#bord-move [data-close]")) { event.preventDefault(); dialog.close(); }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    htmx.ajax("GET", link.href, { target: "#bord-move-body", select: "#move" })
      .then(() => { dialog.showModal(); dialog.querySelector("select, input:not([type=hidden])").focus(); });
  });

  // What was moved is said, and stands in view.
  document.body.classList.add("scripted");
  const told = document.querySelector("main > .alert[role=status]");
  const moved = location.hash.startsWith("#bon-") && document.getElementById(location.hash.slice(1));
  // Later: going to the card by its address takes the focus away again.
  window.addEventListener("load", () => window.setTimeout(() => {
    if (moved) moved.querySelector(".grip")?.focus();
    if (told) document.getElementById("bord-said").textContent = told.textContent.trim();
  }, 200));
  return board;
})();
