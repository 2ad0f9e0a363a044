"use strict";
// What the picture of the office carries behind the # is filled in, and taken out of the address.
const given = new URLSearchParams(location.hash.slice(1));
for (const name of ["company_id", "number", "code"]) {
  const field = document.querySelector(`form [name="${name}"]`);
  if (field && given.has(name)) field.value = given.get(name);
}
if (location.hash.length > 1) history.replaceState(null, "", location.pathname);
