// Debian's Firefox over WebDriver BiDi, driven by lines of JSON: a request on stdin, an answer on stdout.
// Usage: node firefox.mjs PUSH_SERVER_URL PROFILE_FOLDER
//
// A notification is shown in a window of Firefox's own (no desktop daemon is needed). That window belongs to the
// browser, where BiDi lets nobody press keys or buttons; so a click there is a mouse event that Firefox itself
// makes, in that window, at the place where a hand would click.

import readline from "node:readline";
import puppeteer from "puppeteer-core";

const [pushServer, profile] = process.argv.slice(2);
const preferences = {
  "dom.push.serverURL": pushServer,
  "dom.push.connection.enabled": true, // automation switches it off
  "dom.push.testing.allowInsecureServerURL": true,
  "dom.push.testing.ignorePermission": true,
  "permissions.default.desktop-notification": 1,
  "alerts.useSystemBackend": false, // no D-Bus here
  "app.normandy.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
};
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
  headless: true,
  userDataDir: profile,
  extraPrefsFirefox: preferences,
  args: ["--remote-allow-system-access"],
});
let page = await browser.newPage();

async function alerts() {
  const answer = await browser.connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  return answer.result.contexts.filter((context) => context.url.endsWith("/alerts/alert.xhtml"));
}

async function inside(alert, expression) {
  const target = { context: alert.context };
  const answer = await browser.connection.send("script.evaluate", { expression, target, awaitPromise: true });
  const said = answer.result;
  if (said.type === "exception") throw new Error(said.exceptionDetails.text);
  return said.result.value;
}

// Nothing while the window has not got that far: its document comes before its words.
const text = (id) => `(() => {
  const label = document.getElementById("${id}");
  return label && (label.value || label.textContent);
})()`;
const click = `for (const kind of ["mousedown", "mouseup"]) {
  const { x, y, width, height } = document.getElementById("alertTextBox").getBoundingClientRect();
  window.synthesizeMouseEvent(kind, x + width / 2, y + height / 2, { button: 0, clickCount: 1 });
}`;

const acts = {
  goto: async ({ url }) => (await page.goto(url)).status(),
  click: ({ selector }) => page.click(selector),
  // Wait until the element is there and can be seen; give its words.
  words: async ({ selector }) => {
    const found = await page.waitForSelector(selector, { visible: true, timeout: 15000 });
    return found.evaluate((element) => element.innerText.trim());
  },
  evaluate: ({ expression }) => page.evaluate(expression),
  reload: () => page.reload(),
  tabs: async () => (await browser.pages()).map((tab) => tab.url()),
  alerts: async () => {
    const shown = [];
    for (const alert of await alerts()) {
      const title = await inside(alert, text("alertTitleLabel"));
      const body = await inside(alert, text("alertTextLabel"));
      if (title && body) shown.push({ title, body }); // else the window is still being filled
    }
    return shown;
  },
  clickAlert: async ({ title }) => {
    for (const alert of await alerts()) {
      if ((await inside(alert, text("alertTitleLabel"))) === title) return inside(alert, click);
    }
    throw new Error(`no notification says “${title}”`);
  },
};

console.log(JSON.stringify({ answer: await browser.version() }));
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { act, ...details } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: (await acts[act](details)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: `${act}: ${error.stack ?? error}` }));
  }
}
await browser.close();
