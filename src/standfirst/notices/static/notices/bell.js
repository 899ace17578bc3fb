// The bell in the masthead: shown and counted when /_/me says who reads, and kept current by the stream.

import { listen } from "../delivery/stream.js";

const bell = document.querySelector("[data-bell]");
const count = bell?.querySelector("[data-unread]");
const show = (number) => (count.textContent = number > 99 ? "99+" : number || "");

let heard;

document.addEventListener("me", async ({ detail: { inbox } }) => {
  if (!bell) return;
  bell.hidden = !inbox;
  if (!inbox) return;
  show(inbox.unread);
  if (heard !== inbox.topic) listen((heard = inbox.topic), show);
  // Signed in since this browser subscribed: from now on it hears what its reader hears.
  if (!inbox.bound && "Notification" in self && Notification.permission === "granted") {
    (await import("./push.js")).bind();
  }
});

document.addEventListener("signed", ({ detail }) => {
  if (bell && !detail) bell.hidden = true;
});
