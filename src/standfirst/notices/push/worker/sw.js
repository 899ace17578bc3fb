// The paper's one service worker. It shows what it is sent and opens what is clicked; it stores nothing.
// `PAPER` (name, icon, key) stands above, put there by the view.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data.json();
  } catch {
    // Shown all the same: a browser takes the permission away after pushes that show nothing.
  }
  event.waitUntil(
    self.registration.showNotification(said.title || PAPER.name, {
      body: said.body || "",
      tag: said.tag || "paper",
      icon: PAPER.icon,
      data: { address: said.address || "/" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.address));
});

// Only pages of our own: an address is a path, whatever was sent.
async function open(address) {
  let target = new URL("/", self.location.origin);
  try {
    const asked = new URL(address, self.location.origin);
    if (asked.origin === self.location.origin) target = asked;
  } catch {
    // The front page, then.
  }
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((window) => window.url.split("#")[0] === target.href.split("#")[0]);
  return there ? there.focus() : self.clients.openWindow(target.href);
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function renew({ oldSubscription, newSubscription }) {
  const subscription =
    newSubscription ||
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: PAPER.key }));
  await fetch("/_/push/subscribe", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...subscription.toJSON(), old: oldSubscription?.toJSON() }),
  });
}
