// The bell, live. And what a browser asked to be told: mended once a day, and where `/_/me` says that it is not bound.

import { listen } from "../delivery/stream.js";

const bell = document.querySelector("[data-bell]");
const count = bell?.querySelector("[data-unread]");
const show = (number) => (count.textContent = number > 99 ? "99+" : number || "");

async function mend(age) {
  if (!("Notification" in self) || Notification.permission !== "granted") return;
  try {
    const asked = JSON.parse(localStorage.getItem("push"));
    if (asked && !(Date.now() - asked.at < age)) await (await import("./push.js")).repair();
  } catch {
    // Offline, or no storage: another day.
  }
}

mend(864e5);

let heard;

document.addEventListener("me", ({ detail: { inbox } }) => {
  if (!bell) return;
  bell.hidden = !inbox;
  if (!inbox) return;
  show(inbox.unread);
  if (heard !== inbox.topic) listen((heard = inbox.topic), show);
  if (!inbox.bound) mend(0);
});

document.addEventListener("signed", ({ detail }) => {
  if (bell && !detail) bell.hidden = true;
});

// The quiet line above a story: what asks comes when it is clicked.
const line = document.querySelector("[data-push-key]");
const open = line?.querySelector("a");
if (line?.dataset.pushKey && "PushManager" in self && "Notification" in self) {
  open.setAttribute("aria-haspopup", "dialog");
  open.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    import("./quiet.js").then(({ ask }) => ask(line, open)).catch(() => location.assign(open.href));
  });
}
