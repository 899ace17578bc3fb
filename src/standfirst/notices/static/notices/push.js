// Web push, in this browser. Imported only after somebody asked for it.

const post = async (what, body) => {
  const answer = await fetch(`/_/push/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return answer.json();
};

export const supported = () => "serviceWorker" in navigator && "PushManager" in self && "Notification" in self;

const manager = async () => {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration?.pushManager;
};

export const current = async () => (await manager())?.getSubscription();

// Ask the browser, subscribe with its service, and tell the paper. Must be called from a gesture.
export async function subscribe(key) {
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: key };
  let subscription;
  try {
    subscription = await pushManager.subscribe(options);
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error;
    // Subscribed with a key that the paper no longer has.
    await (await pushManager.getSubscription())?.unsubscribe();
    subscription = await pushManager.subscribe(options);
  }
  return save(subscription);
}

// Say what this browser wants; without changes it only asks, and mends what has gone apart.
export const save = (subscription, changes = {}) => post("subscribe", { ...subscription.toJSON(), ...changes });

// Bind this browser to whoever is signed in now, or to nobody.
export async function bind() {
  const subscription = await current();
  return subscription ? save(subscription) : null;
}

export async function unsubscribe() {
  const subscription = await current();
  if (!subscription) return;
  await post("unsubscribe", subscription.toJSON());
  await subscription.unsubscribe();
}
