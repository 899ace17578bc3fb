// The quiet line: a click asks in the paper's words first, and only then lets the browser ask.

const line = document.querySelector("[data-push-key]");
const dialog = line?.querySelector("dialog");
const open = line?.querySelector("a");

if (dialog && line.dataset.pushKey && "PushManager" in self && "Notification" in self) {
  let push;
  const say = (what) => {
    for (const part of dialog.querySelectorAll("[data-said]")) part.hidden = part.dataset.said !== what;
  };
  open.setAttribute("aria-haspopup", "dialog");
  open.addEventListener("click", async (event) => {
    if (Notification.permission === "denied" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    push = import("./push.js");
    if (Notification.permission === "granted" && (await (await push).current())) {
      location.assign(open.href);
      return;
    }
    say("question");
    dialog.showModal();
  });
  dialog.querySelector("[data-yes]").addEventListener("click", async () => {
    try {
      say((await (await push).subscribe(line.dataset.pushKey)) ? "on" : "denied");
    } catch {
      say("failed");
    }
  });
  for (const no of dialog.querySelectorAll("[data-close]")) no.addEventListener("click", () => dialog.close());
}
