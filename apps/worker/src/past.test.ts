import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import {
  type AgentTimeline,
  applyFrame,
  type Board,
  type BoardAgent,
  type BoardQueue,
  createDecoder,
  createReplica,
  type ReplayPage,
  type Replica,
  type Trends,
} from "@callboard/protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { alertDeskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { alertsOf } from "./testing/alerting.ts";
import { ask, isLive, type TestTenant, tenantOf, until } from "./testing/tenant.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** What a screen holds once it has played frames up to an instant of CXone's clock. */
function playedTo({ frames }: ReplayPage, at: number): Replica {
  const decoder = createDecoder();
  const replica = createReplica();
  for (const frame of frames.filter((one) => one.at <= at)) {
    const decoded = decoder.decode(frame.text);
    if (decoded.kind !== "frame") throw new Error(`no frame: ${frame.text}`);
    applyFrame(replica, decoded.frame);
  }
  return replica;
}

/** All that frames tell of an agent and history keeps. */
const keptOf = ({
  id,
  name,
  team,
  state,
  rawState,
  status,
  since,
  queueId,
  direction,
  ...rest
}: BoardAgent) => ({
  ...{ id, name, team, state, rawState, status, since, queueId, direction },
  ...{ routability: rest.routability, trusted: rest.trusted },
});

/** All that is kept of a queue but how much of its windows nobody saw. */
const figuresOf = ({ waitTrend: _, last15m, last1h, today, ...rest }: BoardQueue) => ({
  ...rest,
  windows: [last15m, last1h, today].map(({ blindMs: __, ...window }) => window),
});

/**
 * How much of a queue's windows nobody saw. The board and the log draw a queue at different moments within a second, and
 * when a window's next bucket begins in between, what nobody saw has left one of the two drawings and not yet the other.
 */
const unseenOf = ({ last15m, last1h, today }: BoardQueue): number[] =>
  [last15m, last1h, today].map(({ blindMs }) => blindMs);

/** Boards as they were shown live, a moment apart. */
async function boardsOf(tenant: TestTenant, count: number): Promise<Board[]> {
  const boards: Board[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    boards.push(await tenant.board());
    await scheduler.wait(900);
  }
  return boards;
}

const byId = <Row extends { readonly id: string }>(rows: Iterable<Row>): Row[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

describe("the floor's past", () => {
  it("is played back as it was shown live, and told by minutes and by agent", async () => {
    const tenant = tenantOf("replayed");
    const { get, status, at: addressOf } = alertsOf(tenant);
    await until(tenant.status, isLive);
    await until(status, ({ isFrozen, feed }) => !isFrozen && feed === "live");
    const shown = await boardsOf(tenant, 6);
    const [first, last] = [shown[0]?.feed.clock ?? 0, shown.at(-1)?.feed.clock ?? 0];
    await until(status, ({ clock }) => clock > last);

    const page = await get<ReplayPage>(`replay?from=${first}&seconds=60`);
    expect(page.frames.length).toBeGreaterThan(2);
    expect(page.kept?.from).toBeLessThanOrEqual(first + BOUNDS.futureToleranceMs);
    let compared = 0;
    for (const board of shown) {
      const moment = board.feed.clock ?? 0;
      const replica = playedTo(page, moment);
      // A frame stands for a second: only boards whose very moment it tells can be compared row by row.
      if (replica.feed?.clock !== moment) continue;
      compared += 1;
      expect(replica.site).toEqual(board.site);
      expect(byId(replica.agents.values()).map(keptOf)).toEqual(byId(board.agents).map(keptOf));
      const [replayed, live] = [byId(replica.queues.values()), byId(board.queues)];
      expect(replayed.map(figuresOf)).toEqual(live.map(figuresOf));
      const liveUnseen = live.flatMap(unseenOf);
      for (const [nth, unseenMs] of replayed.flatMap(unseenOf).entries()) {
        expect(Math.abs(unseenMs - (liveUnseen[nth] ?? 0))).toBeLessThanOrEqual(BOUNDS.windowBucketMs);
      }
    }
    expect(compared).toBeGreaterThan(0);

    const agent = shown.at(-1)?.agents.find(({ state }) => state !== "SIGNED_OUT");
    const now = await get<AgentTimeline>(`agents/${agent?.id}/timeline?from=${first - 60_000}`);
    expect(now.spans.length).toBeGreaterThan(0);
    expect(now.spans.at(-1)?.to).toBeNull();
    for (const { from, to } of now.spans) expect(to ?? now.to).toBeGreaterThan(from);

    const queueId = shown[0]?.queues[0]?.id ?? "";
    const end = Math.floor(first / 60_000) * 60_000 - 60_000;
    await runInDurableObject(alertDeskOf(env, vouched(tenant.name, "registry")), (_, { storage }) => {
      // A test has no minute to wait for one.
      storage.sql.exec(
        "INSERT INTO minute (from_at, to_at, end_at, chars, seen, queues) VALUES (?, ?, ?, 1, '[]', ?)",
        ...[end - 60_000, end - 400, end, JSON.stringify([[queueId, 12, 3, 4, 9, 8, 1, 87.5, 8, 0]])],
      );
    });
    const trends = await get<Trends>(`trends?queue=${queueId}&queue=nobody&stretch=hours3`);
    expect(trends.trends.map((one) => [one.queueId, one.stepMs])).toEqual([
      [queueId, 60_000],
      ["nobody", 60_000],
    ]);
    const figures = { offered: 9, answered: 8, abandoned: 1, serviceLevelPct: 87.5, serviceLevelOf: 8 };
    expect(trends.trends[0]?.points).toContainEqual({
      ...{ at: end, waitSeconds: 12, waiting: 3, routable: 4, ...figures, blindMs: 0 },
    });
    expect(trends.trends[1]).toMatchObject({ points: [], usual: [] });

    const stub = alertDeskOf(env, vouched(tenant.name, "registry"));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * BOUNDS.historyChunkMs });
    await runDurableObjectAlarm(stub);
    await until(status, ({ history }) => history.chunks > 0);
    vi.useRealTimers();
    const packed = await get<ReplayPage>(`replay?from=${first}&seconds=5&names=initials`);
    expect(packed.frames.map(({ at }) => at)).toEqual(
      page.frames.map(({ at }) => at).filter((at) => at <= packed.to),
    );
    expect(playedTo(packed, last).agents.size).toBe(shown[0]?.agents.length);

    const wrong = async (path: string) => {
      const response = await ask(addressOf(path));
      return `${response.status} ${(await response.json<{ detail: string }>()).detail}`;
    };
    const future = Date.now() + 3_600_000;
    expect(await wrong(`replay?from=${future}`)).toMatch(/^400 `from` is in the future/);
    expect(await get<ReplayPage>("replay?from=1000")).toEqual({
      ...{ from: 1_000, to: 1_000, frames: [], kept: { from: page.kept?.from, to: expect.any(Number) } },
    });
    expect(await wrong(`replay?from=${first}&seconds=4000`)).toMatch(/^400 `seconds` must be at most 300/);
    expect(await wrong("replay")).toBe("400 `from` is missing.");
    expect(await wrong(`replay?from=${first}&names=nick`)).toMatch(/^400 names must be one of/);
    expect(await wrong("trends")).toBe("400 `queues` must name a queue.");
    expect(await wrong(`agents/x/timeline?from=${future}`)).toMatch(/^400 `from` is in the future/);
  });
});
