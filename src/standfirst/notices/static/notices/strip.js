// The breaking strip, once there is one (bell.js asks): shown where it moves nothing, closed on this device for good.

const place = document.querySelector("[data-breaking]");
let timer, closed;

try {
  closed = localStorage.getItem("breaking");
} catch {
  // A browser that keeps nothing: closed until the next page.
}

function close(number) {
  closed = number;
  place.replaceChildren();
  try {
    localStorage.setItem("breaking", number);
  } catch {
    // As above.
  }
}

export function show(html) {
  if (html !== undefined) place.innerHTML = html;
  const strip = place.firstElementChild;
  clearTimeout(timer);
  if (!strip) return;
  const left = strip.dataset.until * 1000 - Date.now();
  if (left <= 0 || closed === strip.dataset.strip) return place.replaceChildren();
  timer = setTimeout(() => place.replaceChildren(), Math.min(left, 2 ** 31 - 1));
  const button = strip.querySelector("[data-close]");
  button.hidden = false;
  button.addEventListener("click", () => close(strip.dataset.strip));
}
