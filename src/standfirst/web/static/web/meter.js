// Where a meter counts, reading on is an act: the form at the cut sends itself once the reader has scrolled to it.

import { unlock } from "./unlock.js";

const form = document.getElementById("read-on");
let isSent = false;

async function send(event) {
  event?.preventDefault();
  if (isSent) return;
  isSent = true;
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
    if (answer.status === 403) return location.reload(); // it ran out in another tab: the page says so
    if (!answer.ok) throw new Error(answer.status);
    await unlock((await answer.json()).said);
  } catch {
    isSent = false;
    if (event) form.submit(); // what a click could not do here, the page that answers says in words
  }
}

form.addEventListener("submit", send);
addEventListener(
  "scroll",
  () => new IntersectionObserver(([seen]) => seen.isIntersecting && send()).observe(form),
  { once: true, passive: true },
);
