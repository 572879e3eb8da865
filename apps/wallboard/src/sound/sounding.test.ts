/** When an alert is to be heard, told as timelines. */
import type { BoardAlert, Severity } from "@callboard/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AT, alert } from "../../test/pieces.ts";
import {
  CHIME_APART_MS,
  type Hearing,
  hear,
  NOTHING_SOUNDED,
  REMEMBERED_MS,
  REMINDER_MS,
} from "./sounding.ts";

const critical = alert({ id: "critical", severity: "critical" });
const high = alert({ id: "high", severity: "high" });
const low = alert({ id: "low", severity: "low" });
const seen = (of: BoardAlert): BoardAlert => ({ ...of, acknowledged: { by: "Maria", at: AT } });

function createRoom(from: Severity | null = "low") {
  let sounded = NOTHING_SOUNDED;
  return (at: number, alerts: readonly BoardAlert[], watch: Hearing["watch"] = "watched") => {
    const heard = hear({ alerts, watch, from, now: AT + at }, sounded);
    sounded = heard.sounded;
    return heard.chime;
  };
}

describe("an alert is heard", () => {
  it("when it comes, once, and not when it was there as the screen started", () => {
    const room = createRoom();
    expect(room(0, [high])).toBeNull();
    expect(room(10_000, [high])).toBeNull();
    expect(room(20_000, [high, low])).toBe("low");
    expect(room(30_000, [high, low])).toBeNull();
  });

  it("as the worst of those that came together", () => {
    const room = createRoom();
    room(0, []);
    expect(room(10_000, [low, critical, high])).toBe("critical");
    expect(room(20_000, [low, critical, high])).toBeNull();
  });

  it("some seconds after another one, not upon it, and only if it still calls then", () => {
    const room = createRoom();
    room(0, []);
    expect(room(10_000, [low])).toBe("low");
    expect(room(11_000, [low, high])).toBeNull();
    expect(room(10_000 + CHIME_APART_MS - 1, [low, high])).toBeNull();
    expect(room(10_000 + CHIME_APART_MS, [low, high])).toBe("high");
    expect(room(18_000, [low, high, critical])).toBeNull();
    expect(room(24_000, [low, high, seen(critical)])).toBeNull();
  });

  it("from the board's severity on, and not at all where the board says so", () => {
    const room = createRoom("high");
    room(0, []);
    expect(room(10_000, [low])).toBeNull();
    expect(room(20_000, [low, high])).toBe("high");
    const quiet = createRoom(null);
    quiet(0, []);
    expect(quiet(10_000, [critical])).toBeNull();
    expect(quiet(10_000 + REMINDER_MS, [critical])).toBeNull();
  });

  it("not while it is silenced, and then when the silence ends before it", () => {
    const room = createRoom();
    room(0, []);
    const silenced: BoardAlert = { ...high, silenced: { by: "Ann", until: AT + 30_000 } };
    expect(room(10_000, [silenced])).toBeNull();
    expect(room(31_000, [high])).toBe("high");
  });

  it("not when it comes acknowledged, flickering or already ending", () => {
    const room = createRoom();
    room(0, []);
    expect(
      room(10_000, [seen(critical), { ...high, isFlapping: true }, { ...low, phase: "recovering" }]),
    ).toBeNull();
  });

  it("again and slowly while it is critical, until somebody acknowledges it", () => {
    const room = createRoom();
    room(0, []);
    expect(room(10_000, [critical, high])).toBe("critical");
    expect(room(10_000 + REMINDER_MS - 1, [critical, high])).toBeNull();
    expect(room(10_000 + REMINDER_MS, [critical, high])).toBe("critical");
    expect(room(10_000 + 2 * REMINDER_MS, [seen(critical), high])).toBeNull();
    expect(room(10_000 + 4 * REMINDER_MS, [seen(critical), high])).toBeNull();
  });

  it("as a reminder too where it was there as the screen started: nobody has taken it up", () => {
    const room = createRoom();
    expect(room(0, [critical])).toBeNull();
    expect(room(REMINDER_MS, [critical])).toBe("critical");
  });

  it("never as a reminder of a floor that is not seen, but for the feed's own", () => {
    const room = createRoom();
    room(0, [critical]);
    expect(room(REMINDER_MS, [critical], "frozen")).toBeNull();
    const blind = alert({ id: "blind", severity: "critical", entity: { kind: "feed" } });
    expect(room(REMINDER_MS + 1, [critical, blind], "frozen")).toBe("critical");
    expect(room(3 * REMINDER_MS, [critical, blind], "frozen")).toBe("critical");
  });
});

describe("a screen that loses sight", () => {
  it("takes no empty list for the board it starts with", () => {
    const room = createRoom();
    expect(room(0, [], "unheard")).toBeNull();
    expect(room(1_000, [], "lost")).toBeNull();
    expect(room(2_000, [high])).toBeNull();
    expect(room(12_000, [high, low])).toBe("low");
  });

  it("hears of what fired meanwhile, and not again of what it knew", () => {
    const room = createRoom();
    room(0, [high]);
    expect(room(10_000, [], "lost")).toBeNull();
    expect(room(20_000, [], "unheard")).toBeNull();
    expect(room(30_000, [high, low])).toBe("low");
  });

  it("knows an alert again that a desk tells anew, and forgets it in the end", () => {
    const room = createRoom();
    room(0, [high]);
    room(10_000, []);
    expect(room(20_000, [high])).toBeNull();
    room(30_000, []);
    room(30_000 + REMEMBERED_MS, []);
    expect(room(30_001 + REMEMBERED_MS, [high])).toBe("high");
  });
});

it("never chimes twice within some seconds, nor remembers without end, whatever comes", () => {
  const one = fc.record({
    id: fc.integer({ min: 0, max: 400 }).map(String),
    severity: fc.constantFrom<Severity>("critical", "high", "medium", "low"),
    phase: fc.constantFrom("firing" as const, "recovering" as const),
    isFlapping: fc.boolean(),
  });
  const moment = fc.record({
    passed: fc.integer({ min: 100, max: 400_000 }),
    alerts: fc.array(one, { maxLength: 8 }),
  });
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
      let sounded = NOTHING_SOUNDED;
      let now = AT;
      let last = Number.NEGATIVE_INFINITY;
      const here = new Map<string, number>();
      for (const { passed, alerts } of moments) {
        now += passed;
        const heard = hear({ alerts: alerts.map(alert), watch: "watched", from: "low", now }, sounded);
        sounded = heard.sounded;
        for (const { id } of alerts) here.set(id, now);
        const fresh = Array.from(here.values()).filter((at) => now - at <= REMEMBERED_MS).length;
        expect(sounded.known?.size ?? 0).toBeLessThanOrEqual(fresh);
        if (heard.chime === null) continue;
        expect(now - last).toBeGreaterThanOrEqual(CHIME_APART_MS);
        last = now;
      }
    }),
  );
});
