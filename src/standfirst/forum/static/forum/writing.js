// What helps while one writes comes when one writes: drafts with the first touch of a form, or where one is kept here;
// quoting with the first selection in a story.
import { mark } from "./writer.js";

const drafts = () => import("./drafts.js");

function kept() {
  try {
    if (sessionStorage.getItem("ask")) import("../notices/first.js");
    return Object.keys(localStorage).some((key) => key.startsWith(mark));
  } catch {
    return false; // no storage, no drafts
  }
}

if (kept()) drafts();
document.addEventListener("focusin", ({ target }) => target.closest?.(".comment-form") && drafts());
if (document.querySelector("[data-quote]")) {
  document.addEventListener("selectionchange", () => import("./quoting.js"), { once: true });
}
