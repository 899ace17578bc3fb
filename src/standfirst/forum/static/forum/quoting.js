// Words that are selected in the story can be quoted in a comment. What is sent is where they stand, never the words.
const invitation = document.querySelector("[data-quote]");
const story = document.getElementById("story");
const longest = 600; // as forum/passages.py has it
const button = document.createElement("button");
let chosen;

const paragraphs = () => [...document.querySelectorAll("#story > p, #below > p")];
const letters = (text) => [...text]; // the server counts characters, not halves of them

function textOf(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
  return copy.textContent;
}

/** The passage that is selected: its place, and the words to show. What goes beyond one paragraph is left out. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const all = paragraphs();
  const number = all.findIndex((one) => one.contains(range.startContainer));
  if (number < 0) return null;
  if (!all[number].contains(range.endContainer)) range.setEndAfter(all[number].lastChild);
  const before = document.createRange();
  before.setStart(all[number], 0);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = textOf(range);
  const words = raw.trim();
  const start = letters(textOf(before)).length + letters(raw.slice(0, raw.indexOf(words))).length;
  const length = letters(words).length;
  return length && length <= longest ? { place: `${number}.${start}-${start + length}`, words, at: range.getBoundingClientRect() } : null;
}

function follow() {
  chosen = selected();
  button.hidden = !chosen;
  if (!chosen) return;
  button.style.top = `${chosen.at.bottom + scrollY + 8}px`;
  button.style.left = `${Math.max(8, Math.min(chosen.at.left + scrollX, document.documentElement.clientWidth - button.offsetWidth - 8))}px`;
}

/** The form under the story, once the thread is there. */
function form() {
  const find = () => document.querySelector("#thread > .comment-form");
  if (document.getElementById("thread")) return Promise.resolve(find());
  return new Promise((found) => {
    const watch = new MutationObserver(() => document.getElementById("thread") && (watch.disconnect(), found(find())));
    watch.observe(document.body, { childList: true, subtree: true });
    invitation.querySelector("a").click();
  });
}

async function quote() {
  const { place, words } = chosen;
  button.hidden = true;
  const into = await form();
  if (!into) return; // comments are closed, and the thread says so
  put(into, place, words);
  into.elements.text.focus();
  into.scrollIntoView({ block: "center" });
  into.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Show a quote in a form. Without its words they are looked for in the story on this page. */
export function put(into, place, words = wordsAt(place)) {
  const model = document.getElementById("quote-in-form");
  if (!model) return;
  into.querySelector(".passage-chosen")?.remove();
  into.prepend(model.content.cloneNode(true));
  const made = into.querySelector(".passage-chosen");
  made.querySelector("input").value = place;
  if (words) made.querySelector("p").textContent = words;
  made.querySelector("button").addEventListener("click", () => {
    made.remove();
    into.elements.text.focus();
    into.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function wordsAt(place) {
  const [number, start, end] = place.split(/[.-]/).map(Number);
  const one = paragraphs()[number];
  if (!one) return "";
  const range = document.createRange();
  range.selectNodeContents(one);
  return letters(textOf(range)).slice(start, end).join("");
}

if (story && invitation) {
  button.type = "button";
  button.className = "button";
  button.hidden = true;
  button.textContent = invitation.dataset.quote;
  Object.assign(button.style, { position: "absolute", zIndex: 3 });
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", quote);
  story.after(button);
  document.addEventListener("selectionchange", follow);
  follow();
}
