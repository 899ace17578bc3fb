// Talks to the browser about passkeys (WebAuthn, level 2): what the server asks and what it is told is JSON, what the
// browser wants and gives is bytes.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const named = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

/** Has this browser passkeys? */
export const can = "PublicKeyCredential" in self && "credentials" in navigator;

/** Make a new one. */
export async function create(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
  };
  return told(await navigator.credentials.create({ publicKey }));
}

/** Sign with one that is there. */
export async function get(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: named(options.allowCredentials),
  };
  return told(await navigator.credentials.get({ publicKey }));
}

/** The server's question for somebody who signs in. */
export async function question(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error("no question");
  return answer.json();
}

/** Sign in with one, without leaving the page: the server's answer. */
export async function signIn(address) {
  const credential = JSON.stringify(await get(await question(address)));
  const body = new URLSearchParams({ credential });
  return fetch(address, { method: "POST", headers: { Accept: "application/json" }, body });
}
