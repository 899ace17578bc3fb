// The paper's one service worker. It shows whatever it is sent, opens what is clicked, and says that it did; it stores
// nothing. `PAPER` (name, news, icon, key) stands above, put there by the view.

const post = (what, body, credentials = "same-origin") =>
  fetch(`/_/push/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials,
  });

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => event.waitUntil(tell(read(event.data))));

// What cannot be read is shown all the same: a browser takes the permission away after pushes that show nothing.
function read(data) {
  try {
    const said = data.json();
    const words = (name) => (typeof said[name] === "string" ? said[name] : "");
    return { title: words("title"), body: words("body"), tag: words("tag"), address: words("address"), seen: words("seen") };
  } catch {
    return {};
  }
}

async function tell({ title, body, tag, address, seen }) {
  await self.registration.showNotification(title || PAPER.name, {
    body: title ? body : PAPER.news,
    tag: tag || "paper",
    icon: PAPER.icon,
    data: { address: address || "/", seen },
  });
  // Not all devices at once, beside those who come to read.
  await new Promise((done) => setTimeout(done, Math.random() * 5000));
  await report(seen, "shown");
}

// With nobody's cookies; what cannot be reported was seen all the same.
const report = async (proof, what) => {
  if (proof) await post("seen", { proof, what }, "omit").catch(() => {});
};

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { address, seen } = event.notification.data ?? {};
  event.waitUntil(Promise.all([open(address), report(seen, "opened")]));
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
  const page = (url) => url.split("#")[0];
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find(({ url }) => url === target.href) ?? windows.find(({ url }) => page(url) === page(target.href));
  if (!there) return self.clients.openWindow(target.href);
  await there.focus();
  if (there.url !== target.href) await there.navigate(target.href).catch(() => {}); // to the comment on that page
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

// The browser has another subscription now, or none: the paper hears of the new one. Should this not get through, the
// next page mends it.
async function renew({ oldSubscription, newSubscription }) {
  const subscription =
    newSubscription ||
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: PAPER.key }));
  const answer = await post("subscribe", { ...subscription.toJSON(), old: oldSubscription?.toJSON() });
  if (answer.ok && (await answer.json()).removed) await subscription.unsubscribe();
}
