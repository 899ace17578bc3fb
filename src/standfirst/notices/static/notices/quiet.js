// Asked for by a click on the quiet line: the paper asks in its own words first, and only then lets the browser ask.

import { current, subscribe } from "./push.js";

let dialog, form, choices;

const say = (what) => {
  for (const part of dialog.querySelectorAll("[data-said]")) part.hidden = part.dataset.said !== what;
};

export async function ask(line, open) {
  if (Notification.permission === "granted" && (await current())) return location.assign(open.href);
  if (!dialog) furnish(line);
  say(Notification.permission === "denied" ? "denied" : "question");
  dialog.showModal();
  const address = choices.dataset.choices;
  choices.dataset.choices = "";
  if (address) choices.insertAdjacentHTML("beforeend", await fetch(address).then((answer) => (answer.ok ? answer.text() : "")));
}

function furnish(line) {
  dialog = line.querySelector("dialog");
  form = dialog.querySelector("form");
  choices = form.querySelector("[data-choices]");
  dialog.querySelector("[data-yes]").addEventListener("click", async () => {
    const said = new FormData(form);
    try {
      const wanted = { alerts: said.has("alerts"), topics: said.getAll("topics") };
      say((await subscribe(line.dataset.pushKey, wanted)) ? "on" : "denied");
    } catch {
      say("failed");
    }
  });
  for (const no of dialog.querySelectorAll("[data-close]")) no.addEventListener("click", () => dialog.close());
}
