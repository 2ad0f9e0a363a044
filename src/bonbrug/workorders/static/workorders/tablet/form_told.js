// What is said at a form: what is wrong, what is asked, and what could not be kept.
import { draw } from "./drawing.js";
import { word } from "./words.js";

const template = (name) => document.getElementById(name);

/** Take away what was said at a form before. */
export function clear(form) {
  form.querySelectorAll("[data-told]").forEach((told) => told.remove());
  for (const field of form.elements) {
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

/** Say something above the button of a form. */
export function tell(form, name, facts) {
  const told = draw(template(name), facts);
  const box = told.firstElementChild;
  form.querySelector("button:not([type=button])").before(told);
  box.focus();
}

function mark(form, { field: name, word: of, facts }) {
  const field = form.elements[name];
  const sentence = word(of, facts);
  field.classList.add("is-invalid");
  field.setAttribute("aria-invalid", "true");
  field.closest("details")?.setAttribute("open", "");
  const line = draw(template("tablet-field-wrong"), { sentence });
  line.firstElementChild.id = `${field.id}_error`;
  field.setAttribute("aria-describedby", `${field.id}_error`);
  field.closest(".field").append(line);
  return { sentence, label: document.querySelector(`label[for="${field.id}"]`)?.firstChild.textContent.trim() ?? "", address: `#${field.id}` };
}

/** Say what is wrong, at the fields and together. */
export const complain = (form, wrong) => tell(form, "tablet-form-wrong", { lines: wrong.map((one) => mark(form, one)) });

/** Say that nothing was kept; what was typed stays. */
export function notKept(form, error) {
  const full = error?.name === "QuotaExceededError" || error?.inner?.name === "QuotaExceededError";
  tell(form, "tablet-form-told", { sentence: word(full ? "full" : "not_kept") });
}
