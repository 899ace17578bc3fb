// What one writes stays on this device until the server has said that it has it: through signing in, a reload and the
// loss of the connection. It goes nowhere before it is sent. The key `once` is made here, so a second try posts once.
import { mark, writer } from "./writer.js";

const keyOf = (form) => `${mark}${new URL(form.action).pathname}#${form.elements.parent?.value ?? ""}`;
const isOurs = (form) => form?.matches?.(".comment-form:not([data-edit])");
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function read(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

function write(form, draft) {
  try {
    if (draft) localStorage.setItem(keyOf(form), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(form));
  } catch {
    // Full or forbidden: the words are in the form all the same.
  }
}

async function save(form, sent = false) {
  const [text, quote] = [form.elements.text.value, form.elements.quote?.value ?? ""];
  const before = read(form);
  // Other words than those that were sent are another comment.
  const isSame = before && (!before.sent || (before.text === text && before.quote === quote));
  const draft = { text, quote, sent, once: isSame ? before.once : newKey(), by: before?.by ?? "" };
  write(form, text.trim() || quote ? draft : null);
  const by = await writer;
  if (by !== draft.by && read(form)?.once === draft.once) write(form, { ...read(form), by });
  return draft;
}

async function restore(form) {
  // What was typed or pasted while this module was on its way is a draft, too.
  if (form.elements.text.value && form.contains(document.activeElement)) return save(form);
  const draft = read(form);
  const by = await writer;
  // What a signed-in reader wrote is not shown to the next one at this device.
  if (!draft || form.elements.text.value || (draft.by && draft.by !== by)) return;
  form.elements.text.value = draft.text;
  say(form, form.dataset.kept);
  if (draft.quote && !form.elements.quote) (await import("./quoting.js")).put(form, draft.quote);
}

function say(form, words) {
  let line = form.querySelector(":scope > .note[role]");
  if (!line) {
    line = document.createElement("p");
    line.className = "note";
    line.setAttribute("role", "status");
    form.append(line);
  }
  line.textContent = words;
}

async function send(form) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  const draft = await save(form, true);
  const data = new FormData(form);
  data.set("once", draft.once);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (answer.headers.get("Content-Type")?.includes("json")) return await led(form, answer);
    if (!complain(form, await answer.text())) say(form, form.dataset.offline);
  } catch {
    say(form, form.dataset.offline);
  } finally {
    button.disabled = false;
  }
}

async function led(form, answer) {
  const { address, ask } = await answer.json();
  if (answer.ok) write(form, null); // acknowledged; else there is an account to make first
  if (ask) sessionStorage.setItem("ask", ask); // for the page that shows the comment
  location.assign(address);
}

// The page that says what is in the way holds the form with the words in it.
function complain(form, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector(".comment-form");
  if (!fresh) return false;
  form.replaceChildren(...page.querySelectorAll(".form-error"), ...fresh.childNodes);
  form.elements.text.focus();
  return true;
}

const look = () => document.querySelectorAll(".comment-form:not([data-edit], [data-seen])").forEach((form) => {
  form.dataset.seen = "";
  restore(form);
});
document.addEventListener("input", ({ target }) => isOurs(target.form ?? target) && save(target.form ?? target));
document.addEventListener("submit", (event) => {
  if (!isOurs(event.target)) return;
  event.preventDefault();
  send(event.target);
});
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
look();
