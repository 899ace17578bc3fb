/* The moderators' keys: j and k walk, a approves, r goes to the reason, x ticks, o opens. Forms do the work. */

const rows = [...document.querySelectorAll("[data-comment]")];
const key = `desk ${location.pathname}`;
let at = -1;

function go(to) {
  if (!rows.length) return;
  at = Math.max(0, Math.min(to, rows.length - 1));
  rows[at].focus();
  rows[at].scrollIntoView({ block: "nearest" });
}

/** The form of an act: sent at once, or, when it wants a reason, its first field. */
const acts = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  a: (row) => row.querySelector("[data-act=a]").requestSubmit(),
  r: (row) => row.querySelector("[data-act=r] select").focus(),
  x: (row) => row.querySelector("input[type=checkbox]")?.click(),
  o: (row) => row.querySelector("a[data-open]")?.click(),
};

document.addEventListener("focusin", (event) => {
  const row = rows.findIndex((one) => one.contains(event.target));
  if (row >= 0) at = row;
});

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (field && event.key === "Escape") return rows[at]?.focus();
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = acts[event.key];
  if (!act || !rows.length) return;
  if ("jk".includes(event.key) || at >= 0) {
    event.preventDefault();
    act(rows[at]);
  }
});

/* What was decided leaves the list: the next one has its place, and the focus. */
document.addEventListener("submit", () => sessionStorage.setItem(key, String(at)));
const before = sessionStorage.getItem(key);
sessionStorage.removeItem(key);
if (before !== null && Number(before) >= 0) go(Number(before));
else if (rows.length === 1) at = 0;
