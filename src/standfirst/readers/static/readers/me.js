// Who is reading. A page comes from the store and knows nobody: the hint cookie says whether somebody is signed in,
// and only then is anything asked. Tabs tell each other when that has changed; so does the cookie itself, when a page
// comes back from the browser's memory or into view.

const signedIn = () => /(?:^|; )reader=1(?:;|$)/.test(document.cookie);
// By then every module of the page has run, so that whoever listens for "me" hears it.
const ready = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
const corner = document.getElementById("me");
let born = signedIn();
let channel;

function show(inside, reader) {
  if (!corner) return;
  corner.querySelector(".me-out").hidden = inside;
  corner.querySelector(".me-in").hidden = !inside;
  const name = reader && (reader.name || reader.handle);
  if (name) corner.querySelector(".me-name").textContent = name;
}

/** Put the reader's name into the header, and tell the page's other scripts what `/_/me` said. */
export async function refresh() {
  show(signedIn());
  if (!signedIn()) return;
  try {
    const answer = await fetch("/_/me", { cache: "no-store" });
    if (!answer.ok) return;
    const [detail] = await Promise.all([answer.json(), ready]);
    show(Boolean(detail.reader), detail.reader);
    document.dispatchEvent(new CustomEvent("me", { detail }));
  } catch {
    // Offline: the links are right all the same.
  }
}

/** Has somebody signed in or out since this page was made? Then say so: the event "signed" tells which. */
function compare() {
  if (signedIn() === born) return false;
  born = !born;
  refresh();
  document.dispatchEvent(new CustomEvent("signed", { detail: born }));
  return true;
}

/** To be called by whoever signed somebody in here. */
export function changed() {
  channel?.postMessage("signed");
  return compare();
}

function listen() {
  channel = new BroadcastChannel("paper");
  channel.addEventListener("message", compare);
  channel.postMessage("signed");
}

refresh();
listen();
addEventListener("pagehide", () => channel.close());
addEventListener("pageshow", (event) => event.persisted && (listen(), compare() || refresh()));
addEventListener("visibilitychange", () => document.hidden || compare());
