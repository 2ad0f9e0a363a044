// Every sentence stands in the page, in the language of the reader; here it is only found.
const words = document.getElementById("tablet-words").content;

/** Return a sentence by its name, with facts in the places of %(name)s. */
export function word(name, facts = {}) {
  const found = words.querySelector(`[data-word="${name}"]`).textContent;
  return found.replace(/%\((\w+)\)s/g, (whole, key) => String(facts[key] ?? whole)).replaceAll("%%", "%");
}

/** Return the sentence for a number of things. */
export const counted = (name, count) => word(`${name}_${count === 1 ? "one" : "many"}`, { count });

/** Return what the server said, in the language of the page. */
export const inOurs = (text) => text?.[document.documentElement.lang] ?? text?.nl ?? "";
