// The wall opens in place: e-mail → code → the rest of the same article, in every open tab. There is no second way to
// a body: the same address is fetched again, and what stands after the cut is taken from it. Wherever a step cannot be
// done here, the form is sent as if there were no script.

import { changed } from "../readers/me.js";

const offer = document.getElementById("cut");
const story = document.getElementById("story");
const status = document.getElementById("cut-status");
let acted = false;
let opening = false;

/** Take the rest of the article, and say why. */
export async function unlock(thanks = offer.dataset.thanks) {
  if (opening) return;
  opening = true;
  try {
    let page = await again();
    const more = page.getElementById("read-on");
    // Whoever has just joined in order to read on does so, where that is counted.
    if (more && acted && (await fetch(more.action, { method: "POST", headers: { Accept: "application/json" } })).ok) {
      page = await again();
    }
    const cut = page.getElementById("cut");
    if (cut && cut.dataset.offer !== offer.dataset.offer) return location.reload();
    if (cut) throw new Error("still cut");
    grow(page.getElementById("story"));
    say(thanks);
  } catch {
    offer.querySelectorAll("form, .note").forEach((part) => part.remove());
    say(offer.dataset.refresh);
  }
}

async function again() {
  const answer = await fetch(location.pathname + location.search, { cache: "reload" });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function grow(whole) {
  const focused = acted || offer.contains(document.activeElement);
  const place = story.querySelector(".story-below");
  const rest = whole.querySelector(".story-below");
  // What is being read stays as it is. Only where the wall has moved meanwhile all of it is taken anew.
  if (rest && whole.children.length === story.children.length) place.replaceWith(rest);
  else story.replaceChildren(...whole.childNodes);
  offer.remove();
  if (focused) goOn(rest?.firstElementChild, { preventScroll: true });
}

function goOn(block, how) {
  if (!block) return;
  block.tabIndex = -1;
  block.focus(how);
}

function say(words) {
  status.textContent = words;
}

function post(address, data) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(data),
  });
}

async function step(event) {
  const form = event.target;
  if (!form.dataset.json) return;
  event.preventDefault();
  const error = form.querySelector(".form-error");
  const input = form.querySelector("input:not([type=hidden])");
  const button = form.querySelector("button");
  error.hidden = true;
  button.disabled = true;
  try {
    const answer = await post(form.dataset.json, { [input.name]: input.value.trim() });
    await (form.id === "join" ? joined : confirmed)(answer, (words) => {
      error.hidden = false;
      error.textContent = words;
      input.focus();
    });
  } catch {
    form.submit();
  } finally {
    button.disabled = false;
  }
}

async function joined(answer, complain) {
  if (answer.status !== 401) return complain(await told(answer));
  if (!answer.headers.get("Read-First")) return ask(true);
  acted = true;
  await unlock();
  document.getElementById("cut-later").hidden = false;
}

async function confirmed(answer, complain) {
  if (answer.ok) {
    document.getElementById("cut-terms").hidden = !answer.headers.get("Terms");
    return opened();
  }
  if (answer.status === 401) return location.assign(offer.dataset.password);
  if (answer.status !== 409) return complain(await told(answer));
  ask(false);
  say(offer.dataset.again);
}

async function told(answer) {
  return (await answer.json()).errors[0].message;
}

function ask(forCode) {
  const email = document.getElementById("join");
  const code = document.getElementById("join-code");
  email.hidden = forCode;
  code.hidden = !forCode;
  say("");
  (forCode ? code : email).querySelector("input:not([type=hidden])").focus();
}

async function byPasskey({ target }) {
  try {
    const answer = await (await import("./passkey.js")).signIn(target.dataset.ask);
    if (answer.ok) await opened();
    else say(await told(answer));
  } catch {
    say(target.dataset.failed);
  }
}

async function opened() {
  acted = true;
  if (!changed()) await unlock();
}

document.addEventListener("signed", ({ detail }) => {
  if (!detail) location.reload();
  else if (offer?.isConnected) unlock();
});
if (offer) {
  offer.addEventListener("submit", step);
  offer.querySelector("#join-back")?.addEventListener("click", () => ask(false));
  const passkey = offer.querySelector("#join-passkey");
  if (passkey) {
    passkey.hidden = !("PublicKeyCredential" in self);
    passkey.addEventListener("click", byPasskey);
  }
  // Signed in and yet cut: the pass was lost. Asking who is reading has brought a new one.
  const isForReader = offer.dataset.offer.startsWith("registered");
  document.addEventListener("me", ({ detail }) => detail.reader && offer.isConnected && !acted && !isForReader && unlock(), { once: true });
} else if (location.hash === "#cut") {
  // Back from a way in that led through other pages: to where the text goes on.
  goOn(story?.querySelector(".story-below")?.firstElementChild);
}
