// Who signs out leaves no draft on the device.
import { mark } from "./writer.js";

function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(mark)) localStorage.removeItem(key);
}

const form = document.querySelector("main form[data-forget]");
if (form) form.addEventListener("submit", forget);
else forget();
