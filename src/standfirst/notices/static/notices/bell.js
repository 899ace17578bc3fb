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

// Breaking news is asked for as a small part of its own; what shows it is loaded once there is some.
const place = document.querySelector("[data-breaking]");

async function ask() {
  const answer = await fetch(`/_/${place.dataset.breaking}`).catch(() => {});
  const html = answer?.ok ? (await answer.text()).trim() : undefined;
  if (html || place.firstElementChild) (await import("./strip.js")).show(html);
}

if (place) {
  let slow;
  ask();
  listen(place.dataset.breaking, ask, (blind) => {
    clearInterval(slow);
    if (blind) slow = setInterval(() => document.hidden || ask(), 60_000);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
}
