import { describe, expect, it } from "vitest";
import { commandsOf, deployArguments, settingsOf } from "./settings.mjs";

const ASKED = {
  url: "https://callboard.example.com/",
  team: "acme",
  audience: "a".repeat(64),
  owners: "email:ada@example.com,group:callboard-owners",
};

const wrong = (asked) => settingsOf({ ...ASKED, ...asked }, {}).complaints ?? [];

describe("a region's settings", () => {
  it("are made whole from what was asked, with keys of their own", () => {
    const { settings } = settingsOf(ASKED, {});
    expect(settings.CALLBOARD_URL).toBe("https://callboard.example.com");
    expect(settings.CALLBOARD_KEYS).toMatch(/^1:[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(settings.CALLBOARD_SCREEN_KEY, "base64url")).toHaveLength(32);
    expect(settings.CALLBOARD_METRICS_TOKEN).not.toBe(settings.CALLBOARD_SCREEN_KEY);
  });

  it("keep their keys when they are made again: what was sealed must open", () => {
    const first = settingsOf(ASKED, {}).settings;
    const again = settingsOf({ owners: "email:grace@example.com" }, first).settings;
    expect(again).toEqual({ ...first, CALLBOARD_OWNERS: "email:grace@example.com" });
  });

  it.each([
    [{ url: "http://callboard.example.com" }, "--url"],
    [{ url: "https://callboard.example.com/wall" }, "--url"],
    [{ team: "acme.cloudflareaccess.com" }, "--team"],
    [{ audience: "short" }, "--audience"],
    [{ owners: "ada@example.com" }, "--owners"],
    [{ owners: "" }, "--owners"],
  ])("are refused with what to write instead: %j", (asked, option) => {
    expect(wrong(asked)).toEqual([expect.stringContaining(option)]);
  });
});

describe("the commands that follow", () => {
  it("make the dead-letter queues before those that name them, in the jurisdiction where there is one", () => {
    const [, first, , third] = commandsOf("eu");
    expect(first).toBe("npm run wrangler -- queues create callboard-eu-floor-events-dead --jurisdiction eu");
    expect(third).toBe("npm run wrangler -- queues create callboard-eu-floor-events --jurisdiction eu");
    expect(commandsOf("ca").join()).not.toContain("--jurisdiction");
  });

  it("deploy one region under its own domain, with its own secrets from a file and not from the command line", () => {
    expect(deployArguments("eu", "/x/eu.json", "https://callboard.example.com")).toEqual([
      ...["deploy", "--env", "eu", "--secrets-file", "/x/eu.json", "--domain", "callboard.example.com"],
      ...["--old-asset-ttl", "86400"],
    ]);
  });
});
