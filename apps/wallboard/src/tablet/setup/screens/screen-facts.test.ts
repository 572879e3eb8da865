import type { ScreenView } from "@callboard/api/client";
import { screenView } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import "../setup-words.ts";
import { factsOf, presenceOf } from "./screen-facts.ts";

const screen = (change: Partial<ScreenView> = {}): ScreenView =>
  screenView.parse({
    id: "hall",
    name: "Hall",
    board: "floor",
    number: 3,
    paired: { at: 1, by: "Maria" },
    isOnline: true,
    lastSeenAt: 2,
    device: { build: "b1", width: 1920, height: 1080, pixelRatio: 1, engine: "Chromium 79" },
    isCurrentBuild: true,
    health: { lateMs: 40, faults: 0, heapMb: 41.6, upSeconds: 3_900 },
    ...change,
  });
const said = (view: ScreenView) =>
  Object.fromEntries(
    factsOf(view, (at) => `at ${at}`).map(({ name, text, tone }) => [name, `${text} [${tone}]`]),
  );

describe("what is said of a screen", () => {
  it("is its picture, its version and how it does, in words", () => {
    expect(said(screen())).toEqual({
      picture: "1920 × 1080, Chromium 79 [plain]",
      version: "The server’s own [plain]",
      smooth: "At once [plain]",
      faults: "None [plain]",
      memory: "42 MB [plain]",
      up: "For 1 h 05 [plain]",
      paired: "Maria, at 1 [plain]",
    });
  });

  it("stands out where somebody should look", () => {
    const health = { lateMs: 12_000, faults: 3, heapMb: null, upSeconds: 5 };
    const device = { build: "", width: 1280, height: 720, pixelRatio: 1.5, engine: "" };
    expect(said(screen({ health, device, isCurrentBuild: false }))).toMatchObject({
      picture: "1280 × 720 at 1.5×, unknown browser [plain]",
      version: "Older; it renews itself [warn]",
      smooth: "Up to 12 s late: the television is overtaxed [warn]",
      faults: "3 on its page [warn]",
    });
  });

  it("has the version that was there last where the screen is not there", () => {
    const away = { isOnline: false, health: null };
    expect(said(screen(away))).toMatchObject({ lastVersion: "The server’s own [plain]" });
    const old = said(screen({ ...away, isCurrentBuild: false }));
    expect(old).toMatchObject({ lastVersion: "Older than the server’s [plain]" });
    expect(old).not.toHaveProperty("version");
  });

  it("leaves out what is not known", () => {
    const nothing = { paired: null, device: null, isCurrentBuild: null, health: null };
    expect(said(screen(nothing))).toEqual({});
  });

  it.each([
    ["online", {}],
    ["away", { isOnline: false }],
    ["never", { isOnline: false, lastSeenAt: null }],
    ["unpaired", { isOnline: false, paired: null }],
    // Opened by its address by somebody who is signed in.
    ["online", { paired: null }],
  ] as const)("whether it is there: %s", (presence, change) => {
    expect(presenceOf(screen(change))).toBe(presence);
  });
});
