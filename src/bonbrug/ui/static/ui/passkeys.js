"use strict";
// Ties the buttons of passkeys to the script of django-allauth. What goes wrong is said on the page.
const ids = {
  login: "passkey", add: "passkey", authenticate: "passkey",
  credential: "passkey_credential", data: "passkey_data", passwordless: "id_passwordless",
};
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-passkey-failed]").forEach((said) => { said.hidden = false; });
});
document.querySelectorAll("[data-passkey]").forEach((part) => {
  if (!window.PublicKeyCredential) return;
  part.hidden = false;
  document.querySelectorAll("[data-without-passkey]").forEach((said) => { said.hidden = true; });
  window.allauth.webauthn.forms[part.dataset.passkey]({ ids });
});
