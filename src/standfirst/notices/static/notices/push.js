// Web push, in this browser. Imported only after somebody asked for it, and to mend what was asked for.
//
// What this browser asked for last lies in its own storage under "push": by that the page knows without asking that
// there is something to mend, and what to ask for when browser and paper have both lost it.

const KEPT = "push";

const post = async (what, body) => {
  const answer = await fetch(`/_/push/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return answer.json();
};

function asked() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function keep(state, subscription) {
  const at = Date.now();
  try {
    if (state) localStorage.setItem(KEPT, JSON.stringify({ ...state, at, old: subscription ?? state.old }));
    else localStorage.removeItem(KEPT);
  } catch {
    // No storage: then it is mended on the preferences page alone.
  }
}

export const supported = () => "serviceWorker" in navigator && "PushManager" in self && "Notification" in self;

export const current = async () => (await navigator.serviceWorker?.getRegistration("/"))?.pushManager?.getSubscription();

const keyOf = ({ options }) =>
  btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey ?? [])))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// A subscription with the paper's key of today.
async function fresh(key) {
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  const there = await pushManager.getSubscription();
  if (there && keyOf(there) !== key) await there.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

// Ask the browser, subscribe with its service, and tell the paper. Must be called from a gesture.
export async function subscribe(key, wanted = {}) {
  if ((await Notification.requestPermission()) !== "granted") return null;
  return save(await fresh(key), wanted);
}

// Say what this browser wants; the answer is what holds now.
export async function save(subscription, wanted = {}) {
  const state = await post("subscribe", { ...subscription.toJSON(), ...wanted });
  if (state.known === false) return state;
  keep(state, subscription.toJSON());
  return state;
}

let mending;

// Whatever browser, push service or paper have lost: what was asked for holds again, once a page at most. It also binds
// this browser to whoever is signed in now, or to nobody. Gives what holds then; nothing where nothing is to hold.
export const repair = () => (mending ??= mend());

async function mend() {
  const before = asked();
  if (before) keep(before); // looked after for today, whatever comes of it
  const { old, alerts, edition, topics } = before ?? {};
  const subscription = await current();
  let key = before?.key;
  if (subscription) {
    const other = old && old.endpoint !== subscription.endpoint ? old : undefined;
    const state = await save(subscription, { looks: true, old: other });
    if (state.removed) return void (await end(subscription));
    if (state.known !== false && keyOf(subscription) === state.key) return state;
    // Its service may have forgotten it: only a new one is sure to be known there.
    key = state.key;
    await subscription.unsubscribe();
  }
  if (!key || (!before && !subscription) || Notification.permission !== "granted") return;
  const state = await save(await fresh(key), { alerts, edition, topics, old: subscription?.toJSON() ?? old });
  if (state.removed) return void (await end(await current()));
  return state;
}

async function end(subscription) {
  keep(null);
  await subscription?.unsubscribe();
}

export async function unsubscribe() {
  const subscription = await current();
  keep(null);
  if (!subscription) return;
  await post("unsubscribe", subscription.toJSON());
  await subscription.unsubscribe();
}
