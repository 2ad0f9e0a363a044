// A form of the page without signal: what it is about, and what it begins with.
function choices(select, types, there) {
  const codes = types.map(({ code, name }) => [code, name]);
  if (there && !types.some((one) => one.code === there)) codes.push([there, there]);
  select.replaceChildren(...(codes.length ? codes : [["", "–"]]).map(([value, name]) => new Option(name, value)));
}

// The first value counts as not typed: ui/drafts.js keeps only what differs from it.
function put(field, text) {
  if (field.type === "checkbox") field.defaultChecked = Boolean(text);
  else if (field.tagName === "SELECT") {
    for (const option of field.options) option.defaultSelected = option.value === String(text);
    field.value = String(text);
  } else field.defaultValue = text;
}

/** Fill in a form: `texts` by name of field, `seen` as the wire has it, `types` of hours. */
export function begin(form, { kind, texts, seen = {}, types }) {
  form.dataset.operation = kind;
  if (types) choices(form.elements.hour_type, types, seen.hour_type);
  for (const [name, text] of Object.entries(texts)) if (form.elements[name]) put(form.elements[name], text);
  form.seen = seen;
  document.querySelectorAll("form[data-removes]").forEach((other) => { other.seen = seen; });
}
