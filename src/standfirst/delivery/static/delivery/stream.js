// listen(topic, callback): hear of news about a topic, as a number; what is new is then fetched as an ordinary page.
// One stream a browser, not one a tab: the tab that holds a Web Lock tells the others by BroadcastChannel, for over
// HTTP/1.1 a seventh stream would hang the paper. Where the browser or a blocker will not have it, all stays quiet;
// the third argument is then called with true, and with false when a stream is there again: who wants news asks.

const MOST = 20; // topics the server takes
const GATHER = 150; // milliseconds the leading tab waits for the others to say what they want
const LONGEST = 300_000;
const DOUBT = 10_000; // milliseconds without a stream before all tabs are told
const me = crypto.randomUUID?.() ?? String(Math.random());
const mine = new Map(); // topic → callbacks of this tab
const watchers = new Set();
let channel, source, release, wanted, timer, opened, doubt;
let dark = false;
let pause = 5000;
let tries = 0;

export function listen(topic, callback, blind) {
  if (!navigator.locks || !window.BroadcastChannel || !window.EventSource) return blind?.(true);
  if (blind) watchers.add(blind);
  mine.set(topic, [...(mine.get(topic) ?? []), callback]);
  if (channel) want();
  else join();
}

function join() {
  channel = new BroadcastChannel("standfirst-stream");
  channel.onmessage = ({ data }) => hear(data);
  want();
  const left = new AbortController();
  let let_go;
  const held = new Promise((done) => (let_go = done));
  release = () => (left.abort(), let_go());
  navigator.locks.request("standfirst-stream", { signal: left.signal }, lead.bind(null, held)).catch(() => {});
}

function want() {
  const said = { tab: me, topics: [...mine.keys()] };
  channel.postMessage(said);
  hear(said);
}

function hear(said) {
  if ("dark" in said) see(said.dark);
  else if (said.news) for (const callback of mine.get(said.news) ?? []) callback(said.number);
  else if (said.who) channel.postMessage({ tab: me, topics: [...mine.keys()] });
  else if (wanted) {
    wanted.set(said.tab, said.topics);
    if (dark) channel.postMessage({ dark });
    if (source && wants_more()) open(GATHER);
  }
}

function see(now) {
  if (now !== dark) for (const watch of watchers) watch(now);
  dark = now;
}

function tell(now) {
  doubt = clearTimeout(doubt);
  if (!channel) return;
  channel.postMessage({ dark: now });
  see(now);
}

// A browser that tries again and again is in doubt since its first try.
function wonder() {
  doubt ||= setTimeout(tell, DOUBT, true);
}

const topics = () => [...new Set([...wanted.values()].flat().reverse())].slice(0, MOST).sort().join();

// What nobody wants any more goes with the next stream: it is no reason for one.
const wants_more = () => !topics().split(",").every((topic) => opened.split(",").includes(topic));

function lead(held) {
  wanted = new Map([[me, [...mine.keys()]]]);
  channel.postMessage({ who: true });
  open(GATHER);
  return held.then(close);
}

function open(after) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    source?.close();
    opened = topics();
    if (!opened) return;
    source = new EventSource(`/_/stream?topics=${encodeURIComponent(opened)}`);
    wonder();
    source.onopen = () => ((pause = 5000), (tries = 0), tell(false));
    source.onmessage = ({ data }) => {
      const [news, number] = data.split(" ");
      const said = { news, number: Number(number) };
      channel.postMessage(said);
      hear(said);
    };
    source.onerror = () => {
      // The browser comes back by itself after a lost connection; not after a refusal, and not past a blocker.
      if (source.readyState !== EventSource.CLOSED) return wonder();
      tell(true);
      if (++tries > 8) return;
      open(pause * (0.5 + Math.random()));
      pause = Math.min(LONGEST, pause * 2);
    };
  }, after);
}

function close() {
  clearTimeout(timer);
  doubt = clearTimeout(doubt);
  source?.close();
  source = wanted = undefined;
}

addEventListener("pagehide", () => {
  if (!channel) return;
  channel.postMessage({ tab: me, topics: [] });
  release();
  close();
  channel.close();
  channel = undefined;
});
addEventListener("pageshow", ({ persisted }) => persisted && mine.size && !channel && join());
