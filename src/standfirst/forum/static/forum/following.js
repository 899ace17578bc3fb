// "Following": what has been on the screen for a moment has been read. The marks stay until the next visit.

const form = document.getElementById("read");
const MOMENT = 3000; // milliseconds
let timer;

function wait() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") timer = setTimeout(tell, MOMENT);
}

async function tell() {
  document.removeEventListener("visibilitychange", wait);
  const headers = { Accept: "application/json" };
  try {
    const answer = await fetch(form.action, { method: "POST", headers, body: new FormData(form), keepalive: true });
    if (answer.ok) form.querySelector("button")?.remove();
  } catch {
    // They stay unread: the button says it as well.
  }
}

document.addEventListener("visibilitychange", wait);
wait();
