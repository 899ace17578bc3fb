// The quiet line: a click asks in the paper's words first, and only then lets the browser ask.

const line = document.querySelector("[data-push-key]");
const dialog = line?.querySelector("dialog");
const open = line?.querySelector("a");

if (dialog && line.dataset.pushKey && "PushManager" in self && "Notification" in self) {
  let push;
  const form = dialog.querySelector("form");
  const choices = form.querySelector("[data-choices]");
  const say = (what) => {
    for (const part of dialog.querySelectorAll("[data-said]")) part.hidden = part.dataset.said !== what;
  };
  open.setAttribute("aria-haspopup", "dialog");
  open.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    push ??= import("./push.js");
    if (Notification.permission === "granted" && (await (await push).current())) return location.assign(open.href);
    say(Notification.permission === "denied" ? "denied" : "question");
    dialog.showModal();
    const address = choices.dataset.choices;
    choices.dataset.choices = "";
    if (address) choices.insertAdjacentHTML("beforeend", await fetch(address).then((answer) => (answer.ok ? answer.text() : "")));
  });
  dialog.querySelector("[data-yes]").addEventListener("click", async () => {
    const said = new FormData(form);
    try {
      const wanted = { alerts: said.has("alerts"), topics: said.getAll("topics") };
      say((await (await push).subscribe(line.dataset.pushKey, wanted)) ? "on" : "denied");
    } catch {
      say("failed");
    }
  });
  for (const no of dialog.querySelectorAll("[data-close]")) no.addEventListener("click", () => dialog.close());
}
