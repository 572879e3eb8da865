/** The pairing of a television, with networks, codes and Workers that fail, played on fakes. */
import { BOUNDS } from "@callboard/protocol";
import { pairingClaim, pairingOffer } from "@callboard/tenancy";
import { beforeEach, describe, expect, it } from "vitest";
import { type PairingPorts, type Shown, startPairing, type TvAnswer } from "./pairing.ts";

type Answering = (body: object | undefined) => TvAnswer | null;
const json = (status: number, value: unknown = {}, retryAfterMs: number | null = null): TvAnswer => ({
  status,
  value,
  retryAfterMs,
});
const OFFER = pairingOffer.parse({
  id: "p/1",
  code: "K7MW-4XQ2",
  secret: "s1",
  expiresAt: 1_000,
  askEveryMs: 3_000,
  address: "https://callboard.example.com/pair?code=K7MW",
});
const CLAIM = "POST /api/tv/pairings/p%2F1/claim";
const state = (name: string) => json(200, pairingClaim.parse({ state: name }));

function createRig() {
  let timers: { at: number; task: () => void }[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const rig = {
    now: 0,
    asked: [] as string[],
    shown: [] as Shown[],
    forgotten: 0,
    left: 0,
    canLeave: true,
    renews: false,
    answers: new Map<string, Answering>([
      ["GET /api/tv/session", () => json(401)],
      ["POST /api/tv/pairings", () => json(201, OFFER)],
      [CLAIM, () => state("waiting")],
    ]),
    last: () => rig.shown[rig.shown.length - 1],
    count: (what: string) => rig.asked.filter((each) => each === what).length,
    pending: () => timers.length,
    async advance(ms: number) {
      const until = rig.now + ms;
      await settle();
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        rig.now = due.at;
        due.task();
        await settle();
      }
      rig.now = until;
    },
  };
  const ports: PairingPorts = {
    async ask(method, path, body) {
      rig.asked.push(`${method} ${path}`);
      return rig.answers.get(`${method} ${path}`)?.(body) ?? null;
    },
    now: () => rig.now,
    after: (ms, task) => void timers.push({ at: rig.now + ms, task }),
    chance: () => 0.5,
    show: (what) => void rig.shown.push(what),
    forget: () => (rig.forgotten += 1),
    async goToBoard() {
      if (rig.canLeave) rig.left += 1;
      return rig.canLeave;
    },
    renewPage: async () => rig.renews,
  };
  return { ...rig, rig, start: () => startPairing(ports) };
}

let rig: ReturnType<typeof createRig>["rig"];
beforeEach(async () => {
  const made = createRig();
  rig = made.rig;
  made.start();
});

describe("a television that nobody has paired", () => {
  it("forgets what was kept, shows a code, and asks as often as it was told whether somebody confirmed it", async () => {
    await rig.advance(30_000);
    expect(rig.forgotten).toBe(1);
    expect(rig.last()).toMatchObject({
      kind: "code",
      code: "K7MW-4XQ2",
      address: OFFER.address,
      trouble: null,
    });
    expect(rig.count(CLAIM)).toBe(10);
  });

  it("hands its secret over with each question, and to nobody else", async () => {
    const bodies: unknown[] = [];
    rig.answers.set(CLAIM, (body) => {
      bodies.push(body);
      return state("waiting");
    });
    await rig.advance(3_000);
    expect(bodies).toEqual([{ secret: "s1" }]);
    expect(JSON.stringify(rig.shown)).not.toContain("s1");
  });

  it("goes to its board when the code was confirmed", async () => {
    await rig.advance(4_000);
    rig.answers.set(CLAIM, () => state("paired"));
    rig.answers.set("GET /api/tv/session", () => json(200));
    await rig.advance(4_000);
    expect(rig.left).toBe(1);
    expect(rig.pending()).toBe(0);
  });

  it("asks for another code when one has ended, by its own clock or by the Worker's word, and shows none meanwhile", async () => {
    await rig.advance(BOUNDS.pairingKeepMs + 5_000);
    expect(rig.count("POST /api/tv/pairings")).toBe(2);
    rig.answers.set(CLAIM, () => state("expired"));
    rig.answers.set("POST /api/tv/pairings", () => null);
    await rig.advance(4_000);
    expect(rig.last()).toEqual({ kind: "unreached" });
  });

  it("goes on showing a code that holds while the network is away, and says so", async () => {
    rig.answers.set(CLAIM, () => null);
    await rig.advance(60_000);
    expect(rig.last()).toMatchObject({ kind: "code", trouble: "offline" });
    expect(rig.count(CLAIM)).toBeLessThan(8);
    rig.answers.set(CLAIM, () => state("waiting"));
    await rig.advance(40_000);
    expect(rig.last()).toMatchObject({ kind: "code", trouble: null });
  });

  it("waits as long as a busy Worker says, and never longer than a code holds", async () => {
    rig.answers.set("POST /api/tv/pairings", () => json(429, {}, 90_000));
    rig.answers.set(CLAIM, () => json(429, {}, 10 * BOUNDS.pairingKeepMs));
    await rig.advance(0);
    expect(rig.last()).toMatchObject({ kind: "code" });
    await rig.advance(BOUNDS.pairingKeepMs + 1_000);
    expect(rig.last()).toEqual({ kind: "busy" });
    const before = rig.count("POST /api/tv/pairings");
    await rig.advance(85_000);
    expect(rig.count("POST /api/tv/pairings")).toBe(before);
    await rig.advance(10_000);
    expect(rig.count("POST /api/tv/pairings")).toBe(before + 1);
  });

  it("says so where the browser keeps no cookie, and tries again", async () => {
    rig.answers.set(CLAIM, () => state("paired"));
    await rig.advance(15_000);
    expect(rig.last()).toEqual({ kind: "noCookies" });
    rig.answers.set(CLAIM, () => state("waiting"));
    await rig.advance(65_000);
    expect(rig.last()).toMatchObject({ kind: "code" });
  });

  it.each([
    ["nothing", null],
    ["an error", json(500)],
    ["a page of a hotel's network", json(200, null)],
    ["half an offer", json(201, { id: "p", code: 7 })],
  ])("survives %s in place of an offer", async (_what, answer) => {
    const made = createRig();
    made.rig.answers.set("POST /api/tv/pairings", () => answer);
    made.start();
    await made.rig.advance(120_000);
    expect(made.rig.last()).toEqual({ kind: "unreached" });
    made.rig.answers.set("POST /api/tv/pairings", () => json(201, OFFER));
    await made.rig.advance(40_000);
    expect(made.rig.last()).toMatchObject({ kind: "code" });
  });

  it("may be loaded anew between two codes, never amid one", async () => {
    rig.renews = true;
    await rig.advance(BOUNDS.pairingKeepMs - 10_000);
    expect(rig.pending()).toBe(1);
    await rig.advance(20_000);
    expect(rig.count("POST /api/tv/pairings")).toBe(1);
    expect(rig.pending()).toBe(0);
  });

  it("holds one timer at a time, also after a month of codes and failures", async () => {
    let turn = 0;
    rig.answers.set(CLAIM, () => {
      turn += 1;
      return [state("waiting"), null, json(503), json(429, {}, 30_000)][turn % 4] ?? null;
    });
    for (let day = 0; day < 30; day += 1) {
      await rig.advance(24 * 3_600_000);
      expect(rig.pending()).toBe(1);
      rig.shown.length = 0;
      rig.asked.length = 0;
    }
  }, 30_000);
});

describe("a television that is paired already", () => {
  const paired = () => {
    const made = createRig();
    made.rig.answers.set("GET /api/tv/session", () => json(200));
    return made;
  };

  it("goes to its board at once, and forgets nothing", async () => {
    const made = paired();
    made.start();
    await made.rig.advance(0);
    expect([made.rig.left, made.rig.forgotten, made.rig.count("POST /api/tv/pairings")]).toEqual([1, 0, 0]);
  });

  it("stays where it is while its board's page cannot be had", async () => {
    const made = paired();
    made.rig.canLeave = false;
    made.start();
    await made.rig.advance(20_000);
    expect(made.rig.last()).toEqual({ kind: "unreached" });
    made.rig.canLeave = true;
    await made.rig.advance(40_000);
    expect(made.rig.left).toBe(1);
  });

  it.each([null, json(500), json(429, {}, 5_000)])(
    "asks for no code while nobody can say whether it is paired: %j",
    async (answer) => {
      const made = createRig();
      made.rig.answers.set("GET /api/tv/session", () => answer);
      made.start();
      await made.rig.advance(120_000);
      expect(made.rig.count("POST /api/tv/pairings")).toBe(0);
      expect(made.rig.forgotten).toBe(0);
      expect(made.rig.last()).toEqual({ kind: "unreached" });
    },
  );
});
