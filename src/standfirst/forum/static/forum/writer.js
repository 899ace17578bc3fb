// Who writes here, and by which mark the drafts of this device are known.
export const mark = "draft:";

/** Who writes: a reader's handle or name, "" for a stranger. Known at once where nobody is signed in. */
export const writer = new Promise((known) => {
  document.addEventListener("me", ({ detail }) => known(detail.reader?.handle || detail.reader?.name || ""));
  if (!/(?:^|; )reader=1(?:;|$)/.test(document.cookie)) known("");
});
