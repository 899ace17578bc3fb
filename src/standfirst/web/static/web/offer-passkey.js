// After a good read, a reader who has no passkey is offered one: see passkey-line.js, which is fetched only then.

document.addEventListener("me", ({ detail }) => {
  const end = document.querySelector("#story > :last-child");
  if (!end || !detail.passkeys?.offer || !("PublicKeyCredential" in self)) return;
  new IntersectionObserver(async ([seen], watch) => {
    if (!seen.isIntersecting) return;
    watch.disconnect();
    (await import("./passkey-line.js")).show(end.parentElement);
  }).observe(end);
}, { once: true });
