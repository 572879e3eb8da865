import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { send } from "../testing/alerting.ts";
import { ask } from "../testing/tenant.ts";

const SILENCES = "/api/tenants/reads/silences";

const problemOf = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return response.json<{ status: number; title: string; detail: string }>();
};

describe("a request that changes something", () => {
  it.each([["cross-site"], ["same-site"]])("is not taken from a page of another site: %s", async (site) => {
    const response = await send("POST", SILENCES, {}, { "sec-fetch-site": site });
    expect(response.status).toBe(403);
    expect((await problemOf(response)).title).toBe("Foreign origin");
  });

  it("is not taken with another site's Origin, also where a browser does not say what site it is", async () => {
    const response = await send("DELETE", `${SILENCES}/s-1`, {}, { origin: "https://elsewhere.example" });
    expect(response.status).toBe(403);
  });

  it.each([["application/x-www-form-urlencoded"], ["text/plain"], ["multipart/form-data"]])(
    "is JSON, and never a form: %s",
    async (type) => {
      const response = await ask(SILENCES, { method: "POST", headers: { "content-type": type }, body: "{}" });
      expect(response.status).toBe(415);
      expect((await problemOf(response)).detail).toContain("application/json");
    },
  );

  it("has a body of a modest size", async () => {
    const response = await send("POST", SILENCES, { reason: "x".repeat(BOUNDS.apiBodyBytesMax) });
    expect(response.status).toBe(413);
    expect((await problemOf(response)).detail).toContain("64 kB");
  });

  it.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("has %s within one another to a modest depth", async (_, open, close) => {
    const nested = (levels: number) => `{"x":${open.repeat(levels)}0${close.repeat(levels)}}`;
    for (const levels of [BOUNDS.apiBodyDepthMax, 5_000]) {
      const response = await send("POST", "/api/tenants/reads/rules/check", nested(levels));
      expect(response.status).toBe(400);
      expect((await problemOf(response)).detail).toContain("32 levels");
    }
    const deepest = await send("POST", "/api/tenants/reads/rules/check", nested(BOUNDS.apiBodyDepthMax - 1));
    expect(deepest.status).toBe(200);
    expect(await deepest.json()).toMatchObject({ isRule: false });
  });

  it.each(["{", "[]", "7", '"text"', "null"])("holds one JSON object: %s", async (body) => {
    const response = await send("POST", SILENCES, body);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain("JSON object");
  });

  it("says nothing about a tenant that there is not", async () => {
    const response = await send("PUT", "/api/tenants/nobody/rules/a", {});
    expect(response.status).toBe(404);
    expect((await problemOf(response)).title).toBe("Unknown tenant");
  });

  it.each(["rules", "sinks"])("keeps to the id in the address: %s", async (kind) => {
    const response = await send("PUT", `/api/tenants/reads/${kind}/one`, { id: "another" });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain("id in the body");
  });
});

describe("a backtest that is asked for wrongly", () => {
  it.each([
    ["nothing to run", {}, "Send {rule} or {ruleId}"],
    ["a rule with mistakes", { rule: {} }, "mistakes"],
    ["no stretch", { ruleId: "feed_blind", from: 2_000, to: 1_000 }, '"from" must be before "to"'],
    ["too long a stretch", { ruleId: "feed_blind", from: 0, to: BOUNDS.backtestMaxMs + 1 }, "48 hours"],
    ["words for instants", { ruleId: "feed_blind", from: "yesterday" }, "milliseconds"],
  ])("is refused in a sentence: %s", async (_, order, sentence) => {
    const response = await send("POST", "/api/tenants/reads/rules/backtest", order);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain(sentence);
  });
});
