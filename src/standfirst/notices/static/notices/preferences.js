// The panel for this browser on the preferences page.

import { current, save, subscribe, supported, unsubscribe } from "./push.js";

const panel = document.querySelector("[data-push-panel]");
const form = panel.querySelector("form");
const show = (what) => {
  for (const part of panel.querySelectorAll("[data-state]")) part.hidden = !part.dataset.state.split(" ").includes(what);
};
const settle = (state) => {
  form.elements.alerts.checked = state.alerts;
  form.elements.edition.value = state.edition;
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
  if (!panel.dataset.key || !supported()) return show("unsupported");
  if (Notification.permission === "denied") return show("denied");
  const subscription = await current();
  if (!subscription) return show("off");
  settle(await save(subscription));
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
  const changes = { alerts: form.elements.alerts.checked, edition: form.elements.edition.value };
  settle(await save(await current(), changes));
}));
look();
