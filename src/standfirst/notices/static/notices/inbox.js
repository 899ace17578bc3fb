// The inbox, newest page: when the stream says that something came, the list is fetched again, as anybody would.

import { listen } from "../delivery/stream.js";

let known;

async function look() {
  const old = document.getElementById("inbox");
  // Not under a finger or a screen reader's feet: whoever is in the list gets the news when they leave it.
  if (old.contains(document.activeElement)) return old.addEventListener("focusout", () => setTimeout(look), { once: true });
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("inbox");
  if (fresh) old.replaceWith(document.adoptNode(fresh));
}

document.addEventListener("me", ({ detail: { inbox } }) => {
  if (!inbox || known) return;
  known = inbox.topic;
  listen(known, look);
});
