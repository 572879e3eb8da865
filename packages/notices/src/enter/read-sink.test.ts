import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMAIL, NEXT_SECRET, PAGERDUTY, SECRET, SINKS, SLACK, TEAMS, WEBHOOK } from "../../test/floor.ts";
import type { Sink } from "../sink.ts";
import { type ReadSinkOptions, readSink } from "./read-sink.ts";

const NEW: ReadSinkOptions = { isLocal: false, previous: null, newSecret: () => SECRET };
const complaints = (value: unknown, options: Partial<ReadSinkOptions> = {}) => {
  const read = readSink(value, { ...NEW, ...options });
  return read.kind === "refused" ? read.complaints : [];
};
const hook = (changed: object) => ({
  id: WEBHOOK.id,
  kind: "webhook",
  name: WEBHOOK.name,
  url: WEBHOOK.url,
  ...changed,
});
const entered = (sink: Sink) => {
  if (sink.kind !== "webhook") return sink;
  const { secrets, ...rest } = sink;
  return { ...rest, secret: secrets[0] };
};

describe("[O1] a sink that is whole is taken as it was entered", () => {
  test.each(SINKS.map((sink) => [sink.kind, sink] as const))("%s", (_kind, sink) => {
    expect(readSink(entered(sink), NEW)).toEqual({ kind: "sink", sink });
  });

  test("a webhook without a secret is given one", () => {
    const { secrets, ...rest } = WEBHOOK;
    expect(readSink(rest, { ...NEW, newSecret: () => NEXT_SECRET })).toEqual({
      kind: "sink",
      sink: { ...WEBHOOK, secrets: [NEXT_SECRET] },
    });
    expect(secrets).toEqual([SECRET]);
  });

  test("it is switched on, and PagerDuty's region is `us`, where nobody said otherwise", () => {
    const { enabled: _, serviceRegion: __, ...rest } = PAGERDUTY;
    expect(readSink(rest, NEW)).toEqual({ kind: "sink", sink: PAGERDUTY });
  });
});

describe("[O1] what is left out of an update stays as it was", () => {
  test.each(SINKS.map((sink) => [sink.kind, sink] as const))("%s", (kind, sink) => {
    const previous: Sink = { ...sink, enabled: false };
    const never = () => {
      throw new Error("a secret was made although one was kept");
    };
    expect(readSink({ id: sink.id, kind, name: "Renamed" }, { ...NEW, previous, newSecret: never })).toEqual({
      kind: "sink",
      sink: { ...previous, name: "Renamed" },
    });
  });

  test("both secrets of a rotation stay, and a secret that is entered takes the place of both", () => {
    const previous: Sink = { ...WEBHOOK, secrets: [NEXT_SECRET, SECRET] };
    const value = { id: WEBHOOK.id, kind: "webhook" };
    expect(readSink(value, { ...NEW, previous })).toEqual({ kind: "sink", sink: previous });
    expect(readSink({ ...value, secret: SECRET }, { ...NEW, previous })).toEqual({
      kind: "sink",
      sink: { ...previous, secrets: [SECRET] },
    });
  });

  test("a kept address is judged by today's rules again", () => {
    const previous: Sink = { ...WEBHOOK, url: "http://127.0.0.1:9000/" };
    const value = { id: WEBHOOK.id, kind: "webhook" };
    expect(complaints(value, { previous })).toEqual(["`url` cannot be used: it must begin with https://."]);
    expect(complaints(value, { previous, isLocal: true })).toEqual([]);
  });

  test("a kind stays", () => {
    expect(complaints({ ...SLACK, id: WEBHOOK.id }, { previous: WEBHOOK })).toEqual([
      "This sink is of kind webhook, and a kind stays: remove it, or enter another id.",
    ]);
  });
});

describe("[O1] every mistake is answered by a sentence that says what to do", () => {
  test.each([
    ["no object", 7, "`kind` must be one of webhook, slack, teams, pagerduty, email."],
    [
      "an unknown kind",
      { ...SLACK, kind: "pigeon" },
      "`kind` must be one of webhook, slack, teams, pagerduty, email.",
    ],
    [
      "a misspelt field",
      { ...SLACK, ulr: "x" },
      "`ulr` is not a field of this kind of sink; its fields are id, name, enabled, kind, url.",
    ],
    ["no id", { ...SLACK, id: undefined }, "`id` must be a text."],
    [
      "an id with capitals",
      { ...SLACK, id: "Slack" },
      "`id` must be of lower-case letters, digits and single hyphens, such as `night-shift`.",
    ],
    [
      "an id that is a trap",
      JSON.parse('{"kind":"slack","id":"__proto__","name":"x"}'),
      "`id` must be of lower-case",
    ],
    ["no name", { ...SLACK, name: undefined }, "`name` is missing: give the sink a name"],
    [
      "a name of nothing visible",
      { ...SLACK, name: " \u202e\u200b " },
      "`name` is empty; give the sink a name",
    ],
    ["no address", { ...SLACK, url: undefined }, "`url` is missing: enter the address"],
    ["an address inside", hook({ url: "https://10.0.0.1/" }), "`url` cannot be used: a host must be named"],
    ["an address that is no text", hook({ url: 7 }), "`url` must be a text."],
    ["a short key", { ...PAGERDUTY, routingKey: "abc" }, "`routingKey` must be the 32 letters and digits"],
    ["no key", { ...PAGERDUTY, routingKey: undefined }, "`routingKey` is missing: enter the integration key"],
    ["no sender", { ...EMAIL, from: undefined }, "`from` is missing: enter the address"],
    [
      "a sender with a header",
      { ...EMAIL, from: "a@example.com\r\nBcc: b@example.com" },
      "`from` must be an e-mail address",
    ],
    ["nobody to tell", { ...EMAIL, to: [] }, "`to` must name at least one address."],
    ["not an address", { ...EMAIL, to: ["leads"] }, "`to` must be an e-mail address"],
    ["too many", { ...EMAIL, to: Array(51).fill("a@example.com") }, "`to` may name at most 50 addresses."],
    ["a word for a switch", { ...EMAIL, enabled: "yes" }, "`enabled` must be true or false."],
  ])("%s", (_what, value, sentence) => {
    expect(complaints(value).join("\n")).toContain(sentence);
  });

  test.each([
    [
      "somebody else's Slack",
      { ...SLACK, url: "https://hooks.example.com/services/T/B/x" },
      "is not of a Slack incoming webhook",
    ],
    [
      "Slack's own other door",
      { ...SLACK, url: "https://hooks.slack.com/triggers/T/1/x" },
      "is not of a Slack incoming webhook",
    ],
    [
      "a host that ends like Slack's",
      { ...SLACK, url: "https://evilhooks.slack.com/services/T" },
      "is not of a Slack",
    ],
    [
      "somebody else's Teams",
      { ...TEAMS, url: "https://api.powerplatform.com.example.org/x" },
      "is not of a Teams workflow",
    ],
    [
      "a host that ends like Teams'",
      { ...TEAMS, url: "https://evil-logic.azure.com/x" },
      "is not of a Teams workflow",
    ],
    [
      "a retired connector",
      { ...TEAMS, url: "https://acme.webhook.office.com/webhookb2/x" },
      "which Microsoft has retired",
    ],
  ])("[O3] Slack's and Teams' addresses are their own: %s", (_what, value, sentence) => {
    expect(complaints(value).join("\n")).toContain(sentence);
  });

  test("a secret must be random enough, as Standard Webhooks asks", () => {
    const base64 = (count: number) => Buffer.alloc(count, 7).toString("base64");
    const said = (secret: string) => complaints(hook({ secret }));
    for (const count of [24, 32, 63, 64]) expect(said(`whsec_${base64(count)}`)).toEqual([]);
    for (const count of [0, 23, 65]) expect(said(`whsec_${base64(count)}`)).toHaveLength(1);
    expect(said(base64(24))).toHaveLength(1);
    expect(said("whsec_not base64 at all, but long enough")).toHaveLength(1);
  });

  test("all that is missing is told at once", () => {
    expect(complaints({ id: "x", kind: "email" })).toHaveLength(3);
  });

  test("[O3] stand-ins for Slack and Teams are taken on a developer's own machine", () => {
    for (const sink of [SLACK, TEAMS]) {
      const url = "http://127.0.0.1:9000/hook";
      expect(readSink({ ...sink, url }, { ...NEW, isLocal: true })).toEqual({
        kind: "sink",
        sink: { ...sink, url },
      });
    }
  });
});

describe("[O1] whatever is entered", () => {
  const fields = fc.record(
    {
      id: fc.anything(),
      kind: fc.constantFrom("webhook", "slack", "teams", "pagerduty", "email", "other"),
      name: fc.anything(),
      enabled: fc.anything(),
      url: fc.anything(),
      secret: fc.anything(),
      routingKey: fc.anything(),
      serviceRegion: fc.anything(),
      from: fc.anything(),
      to: fc.anything(),
    },
    { requiredKeys: [] },
  );

  test("it never throws, and a refusal always says something", () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fields), fc.constantFrom(null, ...SINKS), (value, previous) => {
        const read = readSink(value, { ...NEW, previous });
        if (read.kind === "refused") expect(read.complaints.join("")).not.toBe("");
      }),
    );
  });

  test("[O4] no complaint repeats a secret or an address", () => {
    const marked = "HIDDEN4711";
    const values = [
      hook({ secret: `whsec_${marked}` }),
      hook({ url: `http://hooks.example.com/${marked}` }),
      { ...SLACK, url: `https://hooks.example.com/${marked}` },
      { ...PAGERDUTY, routingKey: marked },
      { ...EMAIL, from: marked },
    ];
    for (const value of values) {
      const said = complaints(value);
      expect(said.length).toBeGreaterThan(0);
      expect(said.join("\n")).not.toContain(marked);
    }
  });
});
