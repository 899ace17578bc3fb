// The quiet line below a story that was read. It takes the place of the other ask on the page.

export async function show(story) {
  if (document.querySelector("dialog[open]")) return;
  const answer = await fetch(`/account/passkey/offer?next=${encodeURIComponent(location.pathname)}`);
  if (!answer.ok || answer.redirected) return;
  story.insertAdjacentHTML("afterend", await answer.text());
  const line = story.nextElementSibling;
  const other = document.querySelector("[data-push-key]");
  if (other) other.style.visibility = "hidden"; // not gone: nothing on the page may jump
  line.querySelector("button").addEventListener("click", () => {
    line.remove();
    fetch("/account/passkey/not-now", { method: "POST" });
  });
}
