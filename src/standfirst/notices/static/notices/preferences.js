// The panel for this browser on the preferences page.

import { current, repair, save, subscribe, supported, unsubscribe } from "./push.js";

const panel = document.querySelector("[data-push-panel]");
const form = panel.querySelector("form");
const topics = () => [...form.querySelectorAll("[name=topics]")];
const show = (what) => {
  for (const part of panel.querySelectorAll("[data-state]")) part.hidden = !part.dataset.state.split(" ").includes(what);
};
const settle = (state) => {
  form.elements.alerts.checked = state.alerts;
  form.elements.edition.value = state.edition;
  for (const box of topics()) box.checked = state.topics.includes(box.value);
  show("on");
};
const guarded = (act) => async (event) => {
  event?.preventDefault();
  panel.setAttribute("aria-busy", "true");
  try {
    await act();
  } catch {
    show("failed");
  }
  panel.removeAttribute("aria-busy");
};

const look = guarded(async () => {
  // Safari on a telephone knows notifications only for what lies on the home screen.
  if (!supported()) return show(navigator.standalone === false ? "home-screen" : "unsupported");
  if (!panel.dataset.key) return show("unsupported");
  if (Notification.permission === "denied") return show("denied");
  const state = await repair();
  if (state) settle(state);
  else show("off");
});

panel.querySelector("[data-turn-on]").addEventListener("click", guarded(async () => {
  const state = await subscribe(panel.dataset.key);
  if (state) settle(state);
  else show("denied");
}));
panel.querySelector("[data-turn-off]").addEventListener("click", guarded(async () => {
  await unsubscribe();
  show("off");
}));
form.addEventListener("change", guarded(async () => {
  const chosen = topics().filter((box) => box.checked).map((box) => box.value);
  const wanted = { alerts: form.elements.alerts.checked, edition: form.elements.edition.value, topics: chosen };
  settle(await save(await current(), wanted));
}));
look();
