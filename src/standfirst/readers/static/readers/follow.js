// A page of a reader, an author, a section or a topic comes from the store and does not know whether I follow: that is
// asked beside it.

const form = document.getElementById("follow");
const relation = document.getElementById("relation");
const button = form.querySelector("button");
const { unfollowWord, askedWord, follow, unfollow } = form.dataset;
const word = button.textContent;
const headers = { Accept: "application/json" };

function show({ follows, asked }) {
  form.hidden = follows === null; // myself
  if (relation) relation.hidden = form.hidden;
  button.textContent = follows ? unfollowWord : asked ? askedWord : word;
  form.action = follows || asked ? unfollow : follow;
}

document.addEventListener("me", async ({ detail }) => {
  if (!detail.reader) return;
  const answer = await fetch(form.dataset.state, { headers, cache: "no-store" });
  if (answer.ok) show(await answer.json());
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", headers });
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.json());
  } catch {
    form.submit(); // a stranger signs in first; anything else is said by the page that answers
  } finally {
    button.disabled = false;
  }
});
