/** What only a television has: its vitals, orders from afar, going dark, and asking who it is. */
import { CLOSE } from "@callboard/protocol";
import { screenDevice, screenHealth } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import { createRig, snapshot } from "../../test/line-rig.ts";
import { createDark, DISCONNECTED } from "./dark.ts";
import { createOrders } from "./orders.ts";
import { mayDial } from "./session.ts";
import { createVitals, engineOf, heapOf } from "./vitals.ts";

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function createRigOfVitals() {
  const rig = { now: 0, heap: null as number | null };
  const vitals = createVitals({
    now: () => rig.now,
    window: { innerWidth: 1920, innerHeight: 1080, devicePixelRatio: 2 },
    userAgent: "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 Chrome/79.0.3945.79 Safari/537.36",
    heapBytes: () => rig.heap,
  });
  return { rig, vitals };
}

describe("the vitals of a screen", () => {
  it("say what it is drawn on, in a form that the server reads", () => {
    const { vitals } = createRigOfVitals();
    expect(screenDevice.parse(vitals.device("b7"))).toEqual({
      build: "b7",
      width: 1920,
      height: 1080,
      pixelRatio: 2,
      engine: "Chromium 79",
    });
    vitals.build = "b6";
    expect(vitals.device("b7").build).toBe("b6");
    expect(screenDevice.parse(vitals.device(null)).build).toBe("b6");
  });

  it("say how long a frame waited at most since they were asked last, and what still waits", () => {
    const { rig, vitals } = createRigOfVitals();
    vitals.heard();
    rig.now = 40;
    vitals.heard();
    rig.now = 60;
    vitals.drawn();
    expect(screenHealth.parse(vitals.health()).lateMs).toBe(60);
    expect(vitals.health().lateMs).toBe(0);
    vitals.heard();
    rig.now = 5_060;
    expect(vitals.health().lateMs).toBe(5_000);
    rig.now = 9_060;
    expect(vitals.health().lateMs).toBe(9_000);
    vitals.drawn();
    vitals.health();
    expect(vitals.health().lateMs).toBe(0);
  });

  it("count errors and tell of memory where the browser does, within the server's bounds after years", () => {
    const { rig, vitals } = createRigOfVitals();
    vitals.failed();
    vitals.failed();
    rig.heap = 41_500_000;
    vitals.heard();
    rig.now = 10 * 366 * 86_400_000;
    expect(screenHealth.parse(vitals.health())).toMatchObject({ faults: 2, heapMb: 42, lateMs: 3_600_000 });
    expect(heapOf({})).toBeNull();
    expect(heapOf({ memory: { usedJSHeapSize: 7 } })).toBe(7);
  });

  it.each([
    ["Mozilla/5.0 Chrome/69.0.3497.106 TV Safari/537.36", "Chromium 69"],
    ["Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140"],
    ["Mozilla/5.0 (iPad) AppleWebKit/605.1.15 Version/17.4 Safari/604.1", "Safari 17"],
    ["<script>", ""],
  ])("name the engine of %s", (userAgent, engine) => expect(engineOf(userAgent)).toBe(engine));
});

describe("an order", () => {
  function createRigOfOrders() {
    const timers: (() => void)[] = [];
    const rig = { reloads: 0, timers };
    const orders = createOrders({
      after(_ms, task) {
        timers.push(task);
        return () => timers.splice(timers.indexOf(task), 1);
      },
      reload: () => (rig.reloads += 1),
    });
    return { rig, orders };
  }
  const identify = (id: string, number: number) =>
    ({ type: "order", id, order: "identify", number }) as const;

  it("to identify shows the number for a while; a second one begins the while anew", () => {
    const { rig, orders } = createRigOfOrders();
    orders.take(identify("a", 7));
    orders.take(identify("b", 8));
    expect([orders.number.value, rig.timers.length]).toEqual([8, 1]);
    rig.timers[0]?.();
    expect(orders.number.value).toBeNull();
  });

  it("that comes twice is done once", () => {
    const { rig, orders } = createRigOfOrders();
    for (let time = 0; time < 2; time += 1)
      orders.take({ type: "order", id: "a", order: "reload", number: 7 });
    expect(rig.reloads).toBe(1);
    expect(orders.number.value).toBeNull();
  });
});

describe("a screen whose credential was taken away", () => {
  it.each([
    [
      "by its socket's close",
      async (rig: ReturnType<typeof createRig>) => rig.open().handlers?.onClose(CLOSE.revoked),
    ],
    [
      "by the answer to a dial that failed",
      async (rig: ReturnType<typeof createRig>) => {
        rig.unknown = "revoked";
        rig.last().handlers?.onClose(1006);
        await settle();
      },
    ],
  ])("hears of it %s, and holds nothing when it has forgotten", async (_how, revoke) => {
    const rig = createRig();
    rig.connection?.start();
    rig.open().handlers?.onText(snapshot());
    expect(rig.connection?.replica.agents.size).toBeGreaterThan(0);
    rig.last().handlers?.onClose(1006);
    rig.advance(30_000);
    await revoke(rig);
    expect(rig.refused).toEqual(["revoked"]);
    rig.connection?.forget();
    const { agents, queues, alerts, counts, site, epoch } = rig.connection?.replica ?? {};
    expect([agents?.size, queues?.size, alerts?.size, counts, site, epoch]).toEqual([
      0,
      0,
      0,
      null,
      null,
      null,
    ]);
    expect(rig.pendingTimers()).toBe(0);
  });

  it("goes dark at once and once, keeps nothing on the device, and leaves when it can be paired anew", async () => {
    const tasks: (() => void)[] = [];
    const went: string[] = [];
    let forgotten = 0;
    let answers = false;
    localStorage.setItem("callboard.setup /api/tv/wall", "{}");
    localStorage.setItem("callboard.person", "Maria");
    const goDark = createDark(() => (forgotten += 1), {
      answers: async () => answers,
      after(_ms, task) {
        tasks.push(task);
        return () => undefined;
      },
      go: (address) => went.push(address),
      storage: () => localStorage,
    });
    goDark();
    goDark();
    expect(forgotten).toBe(1);
    expect(localStorage.getItem("callboard.setup /api/tv/wall")).toBeNull();
    expect(localStorage.getItem("callboard.person")).toBe("Maria");
    await settle();
    expect([went, tasks.length]).toEqual([[], 1]);
    answers = true;
    tasks[0]?.();
    await settle();
    expect(went).toEqual([`/tv${DISCONNECTED}`]);
    localStorage.clear();
  });

  it("goes dark also where storage is switched off", () => {
    let forgotten = 0;
    createDark(() => (forgotten += 1), {
      answers: async () => true,
      after: () => () => undefined,
      go: () => undefined,
      storage() {
        throw new Error("switched off");
      },
    })();
    expect(forgotten).toBe(1);
  });
});

describe("a television that was just loaded", () => {
  it.each([
    ["is paired", { isRevoked: false, build: "b1" }, true, "b1", 0],
    ["is not", { isRevoked: true, build: null }, false, null, 1],
    ["cannot be told", null, true, null, 0],
  ] as const)("that %s dials or goes dark", async (_case, answer, may, build, revoked) => {
    const vitals = { build: null as string | null };
    let calls = 0;
    expect(
      await mayDial(
        vitals,
        () => (calls += 1),
        async () => answer,
      ),
    ).toBe(may);
    expect([vitals.build, calls]).toEqual([build, revoked]);
  });
});

describe("being turned away otherwise", () => {
  it("by a paused tenant is told calmly, asked about rarely, and over with the first frame", () => {
    const rig = createRig();
    rig.connection?.start();
    rig.open().handlers?.onClose(CLOSE.tenantPaused);
    expect(rig.lines[rig.lines.length - 1]).toEqual({ kind: "stopped", reason: { kind: "tenantPaused" } });
    expect(rig.refused).toEqual([]);
    rig.advance(60_000);
    rig.open().handlers?.onText(snapshot());
    expect(rig.lines[rig.lines.length - 1]).toEqual({ kind: "open" });
  });

  it("by a sign-in that is over is said each time, so that whoever reloads can count", async () => {
    const rig = createRig();
    rig.connection?.start();
    rig.open().handlers?.onClose(CLOSE.signInExpired);
    rig.unknown = "signInExpired";
    rig.advance(60_000);
    rig.last().handlers?.onClose(1006);
    await settle();
    expect(rig.refused).toEqual(["signInExpired", "signInExpired"]);
  });
});
