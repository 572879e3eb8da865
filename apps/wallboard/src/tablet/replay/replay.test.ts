/** A replay: pages played into a replica equal what was recorded, at any speed and after any jump; and a site's wall clock. */
import { applyFrame, createDecoder, createReplica, type ReplayPage } from "@callboard/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChance, makeBoard } from "../../../test/made-up-boards.ts";
import { floorAnswer } from "../../../test/made-up-floor.ts";
import { AT } from "../../../test/pieces.ts";
import type { Answer } from "../api/request.ts";
import { createPlayer } from "./player.ts";
import { instantOf, wallTimeOf } from "./site-time.ts";

const HOUR_MS = 3_600_000;
const board = makeBoard({ agents: 40, queues: 3, alerts: 2, isFullName: true }, AT, 1, createChance(5));

function pageAt(from: number, seconds: number): ReplayPage {
  const query = new URLSearchParams({ from: String(from), seconds: String(seconds) });
  return floorAnswer("/replay", query, board, AT) as ReplayPage;
}

/** What the server's own frames say of a moment, played by themselves. */
function agentsAt(page: ReplayPage, moment: number) {
  const replica = createReplica();
  const decoder = createDecoder();
  for (const { at, text } of page.frames) {
    if (at > moment) break;
    const decoded = decoder.decode(text);
    if (decoded.kind === "frame") applyFrame(replica, decoded.frame);
  }
  return [...replica.agents.values()];
}

function startPlayer(
  ask: (from: number, seconds: number) => Answer<ReplayPage> = (from, seconds) => ({
    kind: "done",
    value: pageAt(from, seconds),
  }),
) {
  const asked: number[] = [];
  const player = createPlayer({
    async ask(from, seconds) {
      asked.push(from);
      return ask(from, seconds);
    },
    onApplied: () => undefined,
    onWhole: () => undefined,
  });
  return { player, asked };
}

/** A page that is asked for anew begins where the jump went, and not where the first one did. */
const BACK_FROM_THE_SECOND_PAGE = [
  { jumpTo: 262_517, ms: 19_784 },
  { jumpTo: null, ms: 17_699 },
  { jumpTo: 1, ms: 0 },
];

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a replay", () => {
  const from = AT - HOUR_MS;

  it("shows after any jumps and any steps exactly what the frames say of that moment", async () => {
    const moves = fc.array(fc.record({ jumpTo: fc.option(fc.nat(290_000)), ms: fc.nat(20_000) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const { player, asked } = startPlayer();
        await player.seek(from);
        for (const { jumpTo, ms } of list) {
          if (jumpTo !== null) await player.seek(from + jumpTo);
          player.advance(ms);
          await settle();
          // Where two pages meet, the one that is left shows its last moment until the other is there.
          const starts = asked.filter((start) => player.at() >= start && player.at() <= start + 300_000);
          const shown = [...player.replica().agents.values()];
          expect(starts.map((start) => agentsAt(pageAt(start, 300), player.at()))).toContainEqual(shown);
        }
      }),
      { numRuns: 15, examples: [[BACK_FROM_THE_SECOND_PAGE]] },
    );
  });

  it("fetches what comes next in time, and goes on from page to page without a halt", async () => {
    const { player, asked } = startPlayer();
    await player.seek(from);
    for (let n = 0; n < 60; n += 1) {
      expect(player.advance(12_000)).toBe("played");
      await settle();
    }
    expect(player.at()).toBe(from + 720_000);
    expect(asked).toEqual([from, from + 300_000, from + 600_000]);
  });

  it("ends where what is kept ends, and says that a moment before it is not kept", async () => {
    const { player } = startPlayer();
    await player.seek(AT - 10_000);
    expect(player.advance(5_000)).toBe("played");
    expect(player.advance(60_000)).toBe("waiting");
    await settle();
    expect(player.advance(1_000)).toBe("ended");
    expect(player.at()).toBe(AT);
    expect(await player.seek(AT - 40 * HOUR_MS)).toBe("nothing");
  });

  it("goes on where history has grown by the time its end is reached", async () => {
    let grownMs = 0;
    const { player } = startPlayer((at, seconds) => {
      const page = pageAt(at - grownMs, seconds);
      const later = (instant: number) => instant + grownMs;
      const kept = page.kept === null ? null : { from: page.kept.from, to: later(page.kept.to) };
      return { kind: "done", value: { ...page, from: later(page.from), to: later(page.to), kept } };
    });
    await player.seek(AT - 10_000);
    player.advance(20_000);
    expect(player.at()).toBe(AT);
    await settle();
    expect(player.advance(1_000)).toBe("ended");
    grownMs = 30_000;
    expect(player.advance(1_000)).toBe("waiting");
    await settle();
    expect(player.advance(1_000)).toBe("played");
    expect(player.at()).toBe(AT + 1_000);
  });

  it("keeps what it shows where the next page cannot be had, and gives up asking", async () => {
    const failure = { title: "No", detail: "", complaints: [] };
    let isBroken = false;
    const { player, asked } = startPlayer((at, seconds) =>
      isBroken ? { kind: "failed", failure } : { kind: "done", value: pageAt(at, seconds) },
    );
    await player.seek(from);
    isBroken = true;
    for (let n = 0; n < 10; n += 1) {
      player.advance(60_000);
      await settle();
    }
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(player.advance(1_000)).toBe("ended");
    expect(player.failure()).toEqual(failure);
    expect(player.replica().agents.size).toBe(40);
  });
});

describe("a site's wall clock", () => {
  it("goes there and back at any minute but one that is shown twice", () => {
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC", "No/Where");
    fc.assert(
      fc.property(zones, fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }), (zone, seconds) => {
        const at = Math.floor(seconds / 60) * 60_000;
        const back = instantOf(wallTimeOf(at, zone), zone);
        expect([at, at - HOUR_MS]).toContain(back);
      }),
    );
  });

  it.each([
    ["in summer", "2026-07-01", "12:00", "2026-07-01T10:00:00Z"],
    ["in winter", "2026-12-01", "12:00", "2026-12-01T11:00:00Z"],
    ["shown twice: the first", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"],
    ["never shown: as far behind the change", "2026-03-29", "02:30", "2026-03-29T01:30:00Z"],
  ])("%s in Berlin", (_, date, time, iso) => {
    expect(instantOf({ date, time }, "Europe/Berlin")).toBe(Date.parse(iso));
  });

  it("is nothing where nothing was entered", () => {
    expect(instantOf({ date: "", time: "12:00" }, "UTC")).toBeNull();
  });
});
