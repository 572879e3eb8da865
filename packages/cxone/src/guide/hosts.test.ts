import { describe, expect, it } from "vitest";
import { upstreamOrigins } from "./hosts.ts";

describe("the hosts of an upstream", () => {
  it.each([
    ["us", "https://us.nicecxone.com"],
    ["acme-eu", "https://acme-eu.nicecxone.com"],
    ["Acme7", "https://acme7.nicecxone.com"],
    ["a".repeat(63), `https://${"a".repeat(63)}.nicecxone.com`],
  ])("the label %s is taken literally, whatever the region", (label, api) => {
    const result = upstreamOrigins({ kind: "cxone", region: "eu", label });
    expect(result).toEqual({ kind: "ok", origins: { login: "https://login.nicecxone.com", api } });
  });

  it.each([
    "",
    "a.b",
    "evil.com/",
    "evil.com#",
    "evil.com?",
    "user@evil",
    "a:80",
    "-a",
    "a-",
    "a b",
    "a\n",
    "%61",
    "ä",
    "..",
    "a".repeat(64),
  ])("the label %j is refused", (label) => {
    expect(upstreamOrigins({ kind: "cxone", region: "us", label })).toEqual({
      kind: "refused",
      reason: "badLabel",
    });
  });

  it.each([
    ["http://127.0.0.1:8788", "http://127.0.0.1:8788"],
    ["http://localhost:9100/", "http://localhost:9100"],
    ["https://[::1]:8443", "https://[::1]:8443"],
    ["https://sim.example", "https://sim.example"],
  ])("the local upstream %s serves sign-in and API alike", (origin, expected) => {
    const result = upstreamOrigins({ kind: "loopback", origin });
    expect(result).toEqual({ kind: "ok", origins: { login: expected, api: expected } });
  });

  it.each([
    "",
    "127.0.0.1:8788",
    "ftp://a",
    "javascript:alert(1)",
    "http://",
    "http://a/b",
    "http://a?b",
    "http://user:pass@a",
    "http://a:123456",
    "http://a b",
  ])("the local upstream %j is refused", (origin) => {
    expect(upstreamOrigins({ kind: "loopback", origin })).toEqual({ kind: "refused", reason: "badOrigin" });
  });
});
