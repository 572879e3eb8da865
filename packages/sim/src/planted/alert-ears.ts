/** Planted bugs in what an alert desk takes of its queue and of the tenant's desk. Never used but to be found. */
import type { FloorBatch, FloorEvent, FloorSnapshot } from "@callboard/core/alerting";
import type { AlertDoor, TenantWraps } from "../bugs.ts";

/** Every batch and snapshot goes through `rewrite`, whichever way it comes. */
const withFloor = (
  rewriteOf: () => <Told extends FloorBatch | FloorSnapshot>(told: Told) => Told,
): Partial<TenantWraps> => {
  const rewrite = rewriteOf();
  return {
    alertDoor: (desk) => takingOtherwise(desk, (batches) => batches.map(rewrite)),
    alertPorts: (ports) => ({
      ...ports,
      floor: {
        ...ports.floor,
        rowsAfter: (lineage, seq, done) =>
          ports.floor.rowsAfter(lineage, seq, (answer) =>
            done(
              answer.kind === "failed" || answer.value === null
                ? answer
                : { kind: "answered", value: answer.value.map(rewrite) },
            ),
          ),
        snapshot: (done) =>
          ports.floor.snapshot((answer) =>
            done(answer.kind === "failed" ? answer : { kind: "answered", value: rewrite(answer.value) }),
          ),
      },
    }),
  };
};

const isBatch = (value: unknown): value is FloorBatch =>
  typeof value === "object" && value !== null && "fromSeq" in value;

const takingOtherwise = (
  desk: AlertDoor,
  change: (batches: readonly FloorBatch[]) => readonly FloorBatch[],
): AlertDoor => ({
  take: (batches, done) => desk.take(change(batches.filter(isBatch)), done),
  claim: (noticeId) => desk.claim(noticeId),
  settle: (noticeId, answer) => desk.settle(noticeId, answer),
});

/** Blind time is no blind time: whatever the feed is, rules are judged. */
export const feedTrusted = (): Partial<TenantWraps> => withFloor(() => (told) => ({ ...told, feed: "live" }));

/** The stream is heard again, and nobody waits for ground truth. */
export const hastyThaw = (): Partial<TenantWraps> =>
  withFloor(() => (told) => (told.feed === "catchingUp" ? { ...told, feed: "live" } : told));

/** What comes again is taken again: its events go in with the next batch. */
export const seqBlind = (): Partial<TenantWraps> => {
  const seen = new Set<number>();
  let again: FloorEvent[] = [];
  const take = (batch: FloorBatch): FloorBatch => {
    if (seen.has(batch.toSeq)) {
      again.push(...batch.events);
      return batch;
    }
    seen.add(batch.toSeq);
    const events = [...again, ...batch.events];
    again = [];
    return { ...batch, events };
  };
  return { alertDoor: (desk) => takingOtherwise(desk, (batches) => batches.map(take)) };
};

/** A hole in the log is stepped over: the next batch that comes is the next one. */
export const gapIgnored = (): Partial<TenantWraps> => {
  let lastSeq = 0;
  const step = (batch: FloorBatch): FloorBatch => {
    const isEarly = lastSeq > 0 && batch.fromSeq > lastSeq + 1;
    const taken = isEarly ? { ...batch, fromSeq: lastSeq + 1 } : batch;
    lastSeq = Math.max(lastSeq, batch.toSeq);
    return taken;
  };
  return { alertDoor: (desk) => takingOtherwise(desk, (batches) => batches.map(step)) };
};

/** What was read before a blind time is taken for read behind it. */
export const readingsKept = (): Partial<TenantWraps> =>
  withFloor(() => {
    const rows = new Map<string, FloorEvent & { kind: "queue" }>();
    let wasBlind = false;
    return (told) => {
      if ("queues" in told) return told;
      const isBlind = told.feed !== "live";
      const kept = wasBlind && !isBlind ? [...rows.values()] : [];
      wasBlind = isBlind;
      for (const event of told.events) if (event.kind === "queue") rows.set(event.row.id, event);
      const at = told.clock;
      const renewed = kept.map((event) => ({ ...event, at, row: { ...event.row, statsAt: at } }));
      return { ...told, events: [...told.events, ...renewed] };
    };
  });

/** Rows of agents are told a moment older than they are after each blind time, so that a stay looks like another one. */
export const staysForgotten = (): Partial<TenantWraps> =>
  withFloor(() => {
    let byMs = 0;
    let wasBlind = false;
    return (told) => {
      const isBlind = told.feed !== "live";
      if (wasBlind && !isBlind) byMs += 2_000;
      wasBlind = isBlind;
      if (byMs === 0) return told;
      if ("queues" in told) return { ...told, agents: told.agents.map((row) => moved(row, byMs)) };
      const events = told.events.map((event) =>
        event.kind === "agent" ? { ...event, row: moved(event.row, byMs) } : event,
      );
      return { ...told, events };
    };
  });

const moved = <Row extends { readonly since: number | null }>(row: Row, byMs: number): Row => ({
  ...row,
  since: row.since === null ? null : row.since + byMs,
});
