/** What a receiver's form sends: never an empty secret, and only what its kind has. */
import { describe, expect, it } from "vitest";
import { sinkFormOf, sinkIn } from "./sink-form.ts";

const NEW = sinkFormOf(null);

describe("a receiver's form", () => {
  it.each([
    ["webhook", { url: " https://hooks.example.com/a ", secret: "" }, { url: "https://hooks.example.com/a" }],
    [
      "slack",
      { url: "https://hooks.slack.com/services/x", secret: "whsec_x" },
      { url: "https://hooks.slack.com/services/x" },
    ],
    ["teams", { url: "" }, {}],
    ["pagerduty", { routingKey: "k", serviceRegion: "eu" }, { routingKey: "k", serviceRegion: "eu" }],
    ["pagerduty", { routingKey: "", serviceRegion: "eu" }, {}],
    [
      "email",
      { from: "a@example.com", to: "b@example.com, c@example.com\n\nd@example.com" },
      { from: "a@example.com", to: ["b@example.com", "c@example.com", "d@example.com"] },
    ],
  ] as const)("of kind %s sends %j as %j", (kind, typed, parts) => {
    expect(sinkIn("ops", { ...NEW, kind, name: " Ops ", ...typed })).toEqual({
      id: "ops",
      kind,
      name: "Ops",
      enabled: true,
      ...parts,
    });
  });

  it("begins with what may be known of a sink, and with no secret", () => {
    const form = sinkFormOf({
      id: "mail",
      kind: "email",
      name: "Leads",
      enabled: false,
      from: "wall@example.com",
      to: ["a@example.com"],
    });
    expect(form).toMatchObject({
      kind: "email",
      name: "Leads",
      enabled: false,
      to: "a@example.com",
      secret: "",
      url: "",
      routingKey: "",
    });
  });
});
