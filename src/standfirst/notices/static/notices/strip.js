// The breaking strip: fetched as a small part of its own, shown where it moves nothing, closed on this device for good.

import { listen } from "../delivery/stream.js";

const place = document.querySelector("[data-breaking]");
const SLOWLY = 60_000;
let timer, closed;

try {
  closed = localStorage.getItem("breaking");
} catch {
  // A browser that keeps nothing: closed until the next page.
}

function close(number) {
  closed = number;
  place.replaceChildren();
  try {
    localStorage.setItem("breaking", number);
  } catch {
    // As above.
  }
}

function show(html) {
  if (html !== undefined) place.innerHTML = html;
  const strip = place.firstElementChild;
  clearTimeout(timer);
  if (!strip) return;
  const left = strip.dataset.until * 1000 - Date.now();
  if (left <= 0 || closed === strip.dataset.strip) return place.replaceChildren();
  timer = setTimeout(() => place.replaceChildren(), Math.min(left, 2 ** 31 - 1));
  const button = strip.querySelector("[data-close]");
  button.hidden = false;
  button.addEventListener("click", () => close(strip.dataset.strip));
}

async function ask() {
  const answer = await fetch(`/_/${place.dataset.breaking}`).catch(() => {});
  if (answer?.ok) show((await answer.text()).trim());
}

let slow;
if (place) {
  show();
  ask();
  // Without a stream it is asked for now and then, and whenever the page is looked at again.
  listen(place.dataset.breaking, ask, (blind) => {
    clearInterval(slow);
    if (blind) slow = setInterval(() => document.hidden || ask(), SLOWLY);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
}
