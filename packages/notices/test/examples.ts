/** The requests that docs/sinks.md shows, made by the code that sends them: what is written there is what is sent. */
import { type Delivery, deliveryOf, type Notice, type Sink } from "../src/index.ts";
import { EMAIL, FIRED_AT, NEXT_SECRET, noticeOf, PAGERDUTY, SECRET, SLACK, TEAMS, WEBHOOK } from "./floor.ts";

const EXAMPLES: ReadonlyMap<string, readonly [Sink, Notice]> = new Map([
  ["webhook fire", [WEBHOOK, noticeOf("fire")]],
  ["webhook resolve", [{ ...WEBHOOK, secrets: [NEXT_SECRET, SECRET] }, noticeOf("resolve")]],
  ["slack fire", [SLACK, noticeOf("fire")]],
  ["teams fire", [TEAMS, noticeOf("fire")]],
  ["pagerduty fire", [PAGERDUTY, noticeOf("fire")]],
  ["pagerduty resolve", [PAGERDUTY, noticeOf("resolve")]],
  ["email fire", [EMAIL, noticeOf("fire")]],
]);

export const EXAMPLE_NAMES: readonly string[] = [...EXAMPLES.keys()];

/** The request as the document shows it: the body with line breaks, although it is sent without. */
export function exampleText(name: string): string {
  const example = EXAMPLES.get(name);
  if (example === undefined) throw new Error(`no example is called ${name}`);
  const [sink, notice] = example;
  return textOf(deliveryOf(sink, notice, FIRED_AT));
}

function textOf(delivery: Delivery): string {
  if (delivery.kind === "email") {
    const { kind: _, ...message } = delivery;
    return JSON.stringify(message, null, 2);
  }
  const headers = Object.entries(delivery.headers).map(([name, value]) => `${name}: ${value}`);
  const body = JSON.stringify(JSON.parse(delivery.body), null, 2);
  return [`${delivery.method} ${delivery.url}`, ...headers, "", body].join("\n");
}
