// Node's web-push with 64 in flight: node send.mjs SUBSCRIPTIONS.json → pushes a second.
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import webpush from "web-push";

const IN_FLIGHT = 64;
const { subscriptions, text } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const keys = webpush.generateVAPIDKeys();
const options = {
  TTL: 3600,
  vapidDetails: { subject: "mailto:news@example.org", ...keys },
  agent: new Agent({ keepAlive: true, maxSockets: IN_FLIGHT }),
};
let next = 0;
const turns = async () => {
  while (next < subscriptions.length) {
    await webpush.sendNotification(subscriptions[next++], text, options);
  }
};
const worked = process.cpuUsage();
const began = process.hrtime.bigint();
await Promise.all(Array.from({ length: IN_FLIGHT }, turns));
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const { user, system } = process.cpuUsage(worked);
const rates = { rate: subscriptions.length / seconds, worked: (subscriptions.length * 1e6) / (user + system) };
console.log(JSON.stringify(rates));
process.exit(0);
