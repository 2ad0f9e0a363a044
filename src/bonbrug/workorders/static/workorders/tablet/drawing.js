// Templates of the page, filled in: text and addresses only, never markup.
// data-put: the text; data-if / data-unless: stays or goes; data-each: once for each of a list;
// data-href: the address; data-value: what a field begins with; data-give: names of facts that become data of the element.
const at = (facts, name) => facts[name];

function fill(root, facts) {
  for (const part of root.querySelectorAll("[data-if], [data-unless]")) {
    const { if: wanted, unless } = part.dataset;
    if ((wanted && !at(facts, wanted)) || (unless && at(facts, unless))) part.remove();
  }
  for (const part of root.querySelectorAll("[data-put]")) part.textContent = at(facts, part.dataset.put) ?? "";
  for (const part of root.querySelectorAll("[data-href]")) part.setAttribute("href", at(facts, part.dataset.href));
  for (const part of root.querySelectorAll("[data-value]")) part.defaultValue = at(facts, part.dataset.value) ?? "";
  for (const part of root.querySelectorAll("[data-give]"))
    for (const name of part.dataset.give.split(" ")) if (at(facts, name) !== undefined) part.dataset[name] = at(facts, name);
  // Last: what a list draws has facts of its own.
  for (const part of root.querySelectorAll("template[data-each]"))
    part.replaceWith(...at(facts, part.dataset.each).map((one) => draw(part, { ...facts, ...one })));
}

/** Return a copy of a template, filled in. */
export function draw(template, facts) {
  const copy = template.content.cloneNode(true);
  fill(copy, facts);
  return copy;
}
