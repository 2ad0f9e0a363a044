"use strict";
// The customer draws; the picture goes along in a hidden field. Without script there is a tick.
const canvas = document.getElementById("pad-canvas");
const field = document.getElementById("id_drawing");
const agree = document.getElementById("agree");
document.getElementById("pad").hidden = false;

const pad = new SignaturePad(canvas, { penColor: "#14213d", backgroundColor: "#ffffff" });

// A canvas that is as sharp as the screen, at most twice, so that the picture stays small.
function fit() {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const drawn = pad.toData();
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  pad.clear();
  pad.fromData(drawn);
}

let width = 0;
window.addEventListener("resize", () => {
  if (canvas.offsetWidth !== width) { width = canvas.offsetWidth; fit(); }
});
width = canvas.offsetWidth;
fit();

// What was drawn before the page came back with a question is shown again.
if (field.value) pad.fromDataURL(field.value, { width: canvas.offsetWidth, height: canvas.offsetHeight });

let kept = Boolean(field.value);
pad.addEventListener("beginStroke", () => { kept = false; });
document.getElementById("pad-clear").addEventListener("click", () => { pad.clear(); kept = false; field.value = ""; });
document.getElementById("sign-form").addEventListener("submit", () => {
  if (!kept) field.value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
});
if (agree) agree.hidden = !agree.querySelector("input").checked;
