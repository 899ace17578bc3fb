// The bell in the masthead: shown and counted when /_/me says who reads.

const bell = document.querySelector("[data-bell]");
const count = bell?.querySelector("[data-unread]");
const show = (number) => (count.textContent = number > 99 ? "99+" : number || "");

document.addEventListener("me", async ({ detail: { inbox } }) => {
  if (!bell) return;
  bell.hidden = !inbox;
  if (!inbox) return;
  show(inbox.unread);
  // Signed in since this browser subscribed: from now on it hears what its reader hears.
  if (!inbox.bound && "Notification" in self && Notification.permission === "granted") {
    (await import("./push.js")).bind();
  }
});
