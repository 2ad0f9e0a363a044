"use strict";
// Shows how long it is while begin, end and break are filled in; the server reckons by itself.
const part = (name) => document.getElementById(`id_${name}`);
const shown = document.getElementById("reckoned");
const minutes = (text) => { const [h, m] = text.split(":").map(Number); return h * 60 + m; };

function reckon() {
  const begin = part("begin").value, end = part("end").value;
  shown.hidden = !(begin && end);
  if (shown.hidden) return;
  const long = ((minutes(end) - minutes(begin) + 1440) % 1440) - Number(part("break_minutes").value);
  const text = `${Math.trunc(long / 60)}:${String(Math.abs(long % 60)).padStart(2, "0")}`;
  shown.textContent = long < 0 ? "–" : `= ${text} ${shown.dataset.word}`;
}

["begin", "end", "break_minutes"].forEach((name) => part(name).addEventListener("input", reckon));
reckon();
