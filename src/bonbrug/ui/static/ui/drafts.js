"use strict";
// What was typed and not saved yet is kept in this browser, for this person and this address.
(() => {
  const PREFIX = "bonbrug-draft:";
  const LEFT = "bonbrug-left";
  const LONGEST = 7 * 24 * 3600 * 1000;
  const UNKEPT = ["hidden", "password", "file", "submit", "button", "reset", "image", "search"];
  const person = document.body.dataset.person;
  let store;
  try { store = window.localStorage; store.length; } catch { return; }

  const keys = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };

  // The server tells which form was done.
  const saved = document.cookie.match(/(?:^|; )((?:__Host-)?bonbrug_saved)=(\w+)/);
  if (saved) {
    keys().filter((key) => read(key)?.mark === saved[2]).forEach((key) => store.removeItem(key));
    const safe = saved[1].startsWith("__Host-") ? "; secure" : "";
    document.cookie = `${saved[1]}=; path=/; max-age=0; samesite=lax${safe}`;
  }

  // Old drafts end, and so do those of whoever was here before.
  const late = (draft) => !draft || !(Date.now() - draft.at < LONGEST);
  const room = person.split("-")[0];
  const others = (key) => room && key.startsWith(`${PREFIX}${room}-`) && !key.startsWith(`${PREFIX}${person}:`);
  keys().filter((key) => late(read(key)) || others(key)).forEach((key) => store.removeItem(key));

  let stopped = !person;
  const leave = () => { stopped = true; keys().forEach((key) => store.removeItem(key)); };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-leaves]")) return;
    leave();
    store.setItem(LEFT, String(Date.now()));
  });
  // Logged out in another tab: this one keeps nothing any more.
  window.addEventListener("storage", (event) => {
    if (event.key === LEFT || event.key === null) stopped = true;
  });
  if (stopped) return;

  const kept = (field) => field.name && !UNKEPT.includes(field.type) && field.name !== "sure"
    && !field.name.startsWith("meanwhile-") && field.autocomplete !== "one-time-code"
    && !field.closest("[data-secret]");
  const ticked = (field) => field.type === "checkbox" || field.type === "radio";
  const fieldsOf = (form) => [...form.elements].filter(kept);
  const state = (form) => fieldsOf(form)
    .map((field) => ticked(field) ? [field.name, field.value, field.checked] : [field.name, field.value]);
  const first = (field) => {
    if (ticked(field)) return [field.name, field.value, field.defaultChecked];
    if (field.tagName !== "SELECT") return [field.name, field.defaultValue];
    const options = [...field.options];
    return [field.name, (options.find((one) => one.defaultSelected) || options[0])?.value ?? ""];
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const names = (fields) => [...new Set(fields.map(([name]) => name))].sort();
  const posted = document.body.dataset.method === "POST";

  const mark = () => [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const tell = (key, at) => {
    const line = document.getElementById("draft-line").content.cloneNode(true);
    const two = (number) => String(number).padStart(2, "0");
    const moment = new Date(at);
    line.querySelector("[data-when]").textContent = `${two(moment.getDate())}-${two(moment.getMonth() + 1)}-${moment.getFullYear()} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
    line.querySelector("button").addEventListener("click", () => {
      store.removeItem(key);
      stopped = true;
      window.location.replace(window.location.pathname + window.location.search);
    });
    document.getElementById("draft-told").replaceChildren(line);
  };

  const add = (form, name, value) => {
    const input = document.createElement("input");
    [input.type, input.name, input.value] = ["hidden", name, value];
    form.append(input);
  };

  // Lines that the page does not have are drawn by the server, from what was typed.
  const redraw = (form, draft) => {
    const copy = document.createElement("form");
    [copy.method, copy.action, copy.hidden] = ["post", window.location.href, true];
    draft.fields.filter(([, , on]) => on !== false).forEach(([name, value]) => add(copy, name, value));
    add(copy, "csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    if (draft.was) add(copy, "was", draft.was);
    const [name, value] = form.dataset.redraw.split("=");
    add(copy, name, value);
    document.body.append(copy);
    window.sessionStorage.setItem(PREFIX, String(draft.at));
    copy.submit();
  };

  const put = (form, draft) => {
    const waiting = [...draft.fields];
    for (const field of fieldsOf(form)) {
      const place = waiting.findIndex(([name, value]) => name === field.name && (!ticked(field) || value === field.value));
      if (place < 0) continue;
      const [[, value, on]] = waiting.splice(place, 1);
      if (ticked(field) ? field.checked === on : field.value === value) continue;
      if (ticked(field)) field.checked = on; else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (draft.was && form.elements.was) form.elements.was.value = draft.was;
  };

  const watch = (form, place) => {
    const key = `${PREFIX}${person}:${window.location.pathname}${window.location.search}#${place}`;
    const own = mark();
    const pristine = fieldsOf(form).map(first);
    const keep = () => {
      if (stopped) return;
      const fields = state(form);
      if (!posted && same(fields, pristine)) store.removeItem(key);
      else try { store.setItem(key, JSON.stringify({ at: Date.now(), mark: own, was: form.elements.was?.value, fields })); } catch { /* full */ }
    };
    const draft = read(key);
    if (posted) {
      keep();
      const at = Number(window.sessionStorage.getItem(PREFIX));
      window.sessionStorage.removeItem(PREFIX);
      if (at) tell(key, at);
    } else if (draft && !same(draft.fields, pristine)) {
      if (form.dataset.redraw && !same(names(draft.fields), names(pristine))) { redraw(form, draft); return; }
      put(form, draft);
      tell(key, draft.at);
    }
    // Cancel is a decision: nothing is put back later.
    form.querySelectorAll(".form-foot a").forEach((link) => link.addEventListener("click", () => {
      stopped = true;
      store.removeItem(key);
    }));
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    form.addEventListener("htmx:afterSettle", keep);
    form.addEventListener("submit", () => {
      keep();
      if (form.elements.draft) form.elements.draft.value = own; else add(form, "draft", own);
    });
  };
  [...document.querySelectorAll("main form[method=post]:not([data-no-draft])")]
    .filter((form) => fieldsOf(form).length).forEach(watch);
})();
