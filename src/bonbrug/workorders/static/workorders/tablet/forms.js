// The forms of the tablet: what was filled in is kept on the device first, and sent then.
import { READERS } from "./form_values.js";
import { add, all, confirm, one } from "./waiting.js";
import { send } from "./sending.js";
import { clear, complain, notKept, tell } from "./form_told.js";
import { inOurs, word } from "./words.js";

const PATIENCE = 5_000; // milliseconds that a form waits for its answer

const live = (form) => (name) => {
  const field = form.elements[name];
  return !field ? "" : field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
};
const first = (form) => {
  const was = form.elements.was && JSON.parse(form.elements.was.value);
  return (name) => (was?.[name] === "False" ? "" : was?.[name] ?? "");
};

/** Return what the employee saw of the line or field that this form changes. */
function seenIn(form) {
  if (form.seen) return form.seen;
  if (form.dataset.seen) return JSON.parse(form.dataset.seen);
  const kind = form.dataset.operation;
  const shown = kind.endsWith("_removed") ? document.querySelector(`form[data-operation="${kind.replace("removed", "changed")}"]`) : form;
  return shown?.elements.was ? READERS[kind](first(shown)).values : {};
}

function numbered({ line, material, name, unit }) {
  const more = {};
  if (line) more.line = /^\d+$/.test(line) ? Number(line) : line;
  if (material) more.material = Number(material);
  if (name !== undefined) [more.name, more.unit] = [name, unit ?? ""];
  return more;
}

function operationOf(form) {
  const { operation: kind, order } = form.dataset;
  const { values, wrong } = READERS[kind](live(form));
  const own = kind.endsWith("_removed") ? {} : values;
  return {
    wrong: kind.endsWith("_removed") ? [] : wrong,
    operation: {
      kind, order: Number(order), values: { ...own, ...numbered(form.dataset) }, seen: seenIn(form),
      employee: Number(document.body.dataset.employee),
    },
  };
}

// The script that keeps what was typed (ui/drafts.js) drops what was saved.
function saved(form) {
  const mark = form.elements.draft?.value;
  const [safe, end] = location.protocol === "https:" ? ["__Host-", "; secure"] : ["", ""];
  if (mark) document.cookie = `${safe}bonbrug_saved=${mark}; path=/; max-age=300; samesite=lax${end}`;
}

// The form stays busy: a second press while the next page comes would write it twice.
function leave(form) {
  saved(form);
  form.dataset.left = "yes";
  location.assign(form.dataset.after);
}

function answered(form, operation) {
  form.dataset.open = operation?.id ?? "";
  if (operation?.state === "asks") tell(form, "tablet-form-asks", { sentence: inOurs(operation.text) });
  else if (operation?.state === "refused") tell(form, "tablet-form-told", { sentence: inOurs(operation.text) });
  else leave(form);
}

async function keep(form, operation) {
  const { open } = form.dataset;
  const before = open ? await one(open) : undefined;
  const same = JSON.stringify(before?.values) === JSON.stringify(operation.values);
  if (before?.state === "asks" && same && form.querySelector("[data-sure]")?.checked) {
    await confirm(open);
    return open;
  }
  return add(operation, open);
}

// A page of the server does not show what still waits; nobody signs for less than was done.
async function unsent(form) {
  const { operation: kind, order, open } = form.dataset;
  if (kind !== "order_signed" || form.seen) return false;
  return (await all()).some((one) => one.order === Number(order) && one.id !== open && ["waiting", "asks"].includes(one.state));
}

async function submit(form) {
  const { wrong, operation } = operationOf(form);
  if (wrong.length) { clear(form); complain(form, wrong); return; }
  if (await unsent(form)) { clear(form); tell(form, "tablet-form-told", { sentence: word("sign_waits") }); return; }
  let id;
  try {
    id = await keep(form, operation);
  } catch (error) {
    clear(form);
    notKept(form, error);
    return;
  }
  await Promise.race([send({ now: true }), new Promise((done) => { setTimeout(done, PATIENCE); })]);
  clear(form);
  answered(form, await one(id));
}

// The back button may bring a page back as it was left.
addEventListener("pageshow", () => document.querySelectorAll("form[data-left]").forEach((form) => { delete form.dataset.left; }));

/** Take over every form that is an operation. */
export function takeOver(changed) {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-operation]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    if (form.dataset.busy || form.dataset.left) return;
    form.dataset.busy = "yes";
    try {
      await submit(form);
    } finally {
      delete form.dataset.busy;
      changed();
    }
  });
}
