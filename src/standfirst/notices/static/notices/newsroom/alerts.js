// Writing an alert: the previews follow what is typed. Looking at one: its progress is asked for until it is over.

const text = document.querySelector("[data-alert-text]");
const count = document.querySelector("[data-alert-count]");

function follow() {
  const line = text.value.replace(/\s+/g, " ").trim();
  for (const shown of document.querySelectorAll("[data-alert-shown]")) shown.textContent = line;
  count.hidden = false;
  count.querySelector("span").textContent = [...line].length;
}

if (text && count) {
  text.addEventListener("input", follow);
  follow();
}

const progress = document.querySelector("[data-alert-progress]");
const OVER = ["sent", "stopped"];
const SOONEST = 1500;

async function ask() {
  const began = performance.now();
  const answer = await fetch(progress.dataset.alertProgress).catch(() => {});
  if (answer?.ok) {
    const { state, html } = await answer.json();
    progress.innerHTML = html;
    if (state !== progress.dataset.state && OVER.includes(state)) return location.reload();
    progress.dataset.state = state;
  }
  // However large the alert: nine tenths of the time the database is left to the sending.
  setTimeout(ask, Math.max(SOONEST, 9 * (performance.now() - began)));
}

if (progress && !OVER.includes(progress.dataset.state)) setTimeout(ask, SOONEST);
