// The thread comes alive: new comments arrive, replies open in place, one's own can be deleted. All of it works
// without this, as plain links and forms.
import { listen } from "../delivery/stream.js";
import { ask, counts, show } from "./counts.js";

const invitation = document.querySelector("[data-invitation]");
const number = (invitation || document.querySelector("[data-thread]"))?.dataset[invitation ? "invitation" : "thread"];
let thread = document.getElementById("thread");
let me = "";
let polls;

async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// New comments never move what is being read: they wait behind a button.
function arrived(count) {
  show(number, count);
  const line = thread?.querySelector(".new-comments");
  if (!line) return;
  const fresh = count - thread.dataset.count;
  line.hidden = fresh < 1;
  if (fresh > 0) {
    const button = line.firstElementChild || line.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "button";
    button.textContent = fresh > 1 ? thread.dataset.many.replace("%n", fresh) : thread.dataset.one;
  }
}

// Streams may be blocked: then the counts are asked for now and then, by who looks at the page.
function poll(isBlind) {
  clearInterval(polls);
  if (isBlind) polls = setInterval(() => document.hidden || ask(number).then(counted, () => {}), 25_000 + Math.random() * 10_000);
}

const counted = (found) => number in found && arrived(found[number]);

// On a later page, or in another order, new comments stand elsewhere.
async function renew() {
  if (!("live" in thread.dataset)) return location.assign(thread.dataset.address);
  for (const old of thread.querySelectorAll("[data-fresh]")) delete old.dataset.fresh;
  const page = (await get(thread.dataset.address)).getElementById("thread");
  for (const fresh of page.querySelectorAll(".comment")) {
    if (document.getElementById(fresh.id)) continue;
    const above = document.getElementById(fresh.parentElement.closest(".comment")?.id);
    let list = above ? above.querySelector(":scope > .replies") : thread.querySelector(".comments");
    if (!list) {
      list = document.createElement("ol");
      list.className = "replies list-plain";
      above.append(list);
    }
    let next = fresh.nextElementSibling;
    while (next && !document.getElementById(next.id)) next = next.nextElementSibling;
    fresh.dataset.fresh = "";
    list.insertBefore(document.importNode(fresh, true), next && document.getElementById(next.id));
    list.hidden = false;
  }
  thread.querySelector(".nobody-yet")?.remove();
  thread.dataset.count = page.dataset.count;
  thread.querySelector("h2 span").textContent = page.dataset.count;
  arrived(page.dataset.count);
  own();
  thread.querySelector("[data-fresh]")?.focus();
}

function own() {
  const model = me && thread?.querySelector("#own-comment");
  if (!model) return;
  for (const comment of thread.querySelectorAll(".comment")) {
    const actions = comment.querySelector(":scope > .comment-actions");
    if (comment.dataset.handle !== me || actions.querySelector("details")) continue;
    const made = model.content.cloneNode(true);
    made.querySelector("form").action = `${thread.dataset.address}/${comment.id.slice(8)}/delete`;
    const edit = made.querySelector("a");
    edit.href = `/account/comments/${comment.id.slice(8)}/edit`;
    // Five minutes, and the server has the last word.
    if (Date.now() - Date.parse(comment.querySelector("time").dateTime) > 3e5) edit.remove();
    actions.append(made);
  }
}

async function reply(link) {
  const actions = link.closest(".comment-actions");
  const open = actions.nextElementSibling;
  if (open?.matches(".comment-form")) return open.hidden ? ((open.hidden = false), open.text.focus()) : (open.hidden = true);
  const form = (await get(link.href)).querySelector(".comment-form");
  actions.after(form);
  form.text.focus();
}

async function recommend(form) {
  const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
  if (!answer.headers.get("Content-Type")?.includes("json")) return form.submit();
  const { recommended, mine } = await answer.json();
  const button = form.querySelector("button");
  const shown = button.querySelector("span") || button.appendChild(document.createElement("span"));
  shown.textContent = recommended ? ` ${recommended}` : "";
  button.setAttribute("aria-pressed", mine);
  form.action = form.action.replace(/\w+$/, mine ? "unrecommend" : "recommend");
}

// Below a story the thread opens in place.
async function open(link) {
  if (!thread) {
    thread = (await get(link.href)).getElementById("thread");
    invitation.after(thread);
    own();
  }
  const title = thread.querySelector("h2");
  title.tabIndex = -1;
  title.focus();
}

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  const target = event.target;
  if (target.closest(".new-comments button")) return renew();
  const link = target.closest("[data-reply], [data-invitation] a");
  if (!link) return;
  event.preventDefault();
  (link.dataset.reply ? reply : open)(link).catch(() => location.assign(link.href));
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-recommend]")) return;
  event.preventDefault();
  recommend(event.target).catch(() => event.target.submit());
});
document.addEventListener("me", (event) => {
  me = event.detail.reader?.handle || "";
  own();
});

if (number) {
  counts.then(counted);
  listen(thread?.dataset.topic || `thread/${number}`, arrived, poll);
}
