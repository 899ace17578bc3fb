// The pages with a passkey's form: a button asks the browser, and the form goes its ordinary way.

import { can, create, get, question } from "./passkey.js";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("button");
  const part = (name) => form.querySelector(`[data-${name}]`);
  button.hidden = !can;
  if (part("cannot")) part("cannot").hidden = can;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    part("failed").hidden = true;
    try {
      const options = form.dataset.ask ? await question(form.dataset.ask) : JSON.parse(form.dataset.options);
      const credential = await (form.dataset.passkey === "create" ? create : get)(options);
      form.querySelector("[name=credential]").value = JSON.stringify(credential);
      form.submit();
    } catch {
      part("failed").hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
