// The question after the first comment: a page of its own, or, where the comment was sent by script, a part beneath the
// comment. “In this browser” is an answer only where the browser offers it, and says yes itself.

import { current, save, subscribe, supported } from "./push.js";

const place = document.querySelector(":target") ?? document.getElementById("thread");
const form = document.querySelector("[data-first-comment]") ?? (place && (await fetched(sessionStorage.getItem("ask"))));
if (form) offer(form, form.querySelector("[value=push]"));

async function fetched(address) {
  sessionStorage.removeItem("ask");
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  const part = page.querySelector(".first-comment");
  if (part) place[place.matches("li") ? "append" : "before"](part);
  return part?.querySelector("form");
}

function offer(form, button) {
  const key = form.dataset.firstComment;
  if (!key || !supported()) return;
  button.hidden = Notification.permission === "denied";
  form.addEventListener("submit", async (event) => {
    if (event.submitter !== button) return;
    event.preventDefault();
    if (!(await subscribed(key).catch(() => null))) {
      form.querySelector("[role=status]").hidden = false;
      return;
    }
    const said = document.createElement("input");
    Object.assign(said, { type: "hidden", name: "way", value: "push" });
    form.append(said);
    form.submit();
  });
}

// A browser that is told of nothing yet is told of replies, and of nothing that was not asked for.
async function subscribed(key) {
  const there = Notification.permission === "granted" && (await current());
  return there ? save(there) : subscribe(key, { alerts: false });
}
