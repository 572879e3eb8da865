/**
 * How a watching screen reads what it gets: the product's frames with the product's own decoder and replica, as a
 * television does it, and a relay's messages as they came from upstream. Both tell which agents' changes came.
 */
import { applyFrame, createDecoder, createReplica, helloOf, type Replica } from "@callboard/protocol";
import { monotonicMs } from "../clock.ts";
import { type AlertKey, alertKey, type ChangeKey, changeKey, type Subject } from "../remote/parts.ts";

export interface Reading {
  readonly changes: readonly ChangeKey[];
  /** Agents' alerts that the frame brought or changed. */
  readonly alerts: readonly AlertKey[];
  /** Set for a delta alone. */
  readonly decodeMs: number | null;
  readonly isReadable: boolean;
}

export interface Reader {
  /** What a screen says first, if anything. */
  readonly hello: string | null;
  /** What it says every so often of the newest frame, so that it is known to follow; a plain screen does so, too. */
  ackOf(newest: string): string | null;
  read(text: string): Reading;
}

const NOTHING: Reading = { changes: [], alerts: [], decodeMs: null, isReadable: true };

export const createReader = (subject: Subject): Reader =>
  subject === "desk" ? createDeskReader() : createRelayReader();

function createDeskReader(): Reader {
  const decoder = createDecoder();
  const replica = createReplica();
  return {
    hello: JSON.stringify(helloOf(replica)),
    ackOf(newest) {
      const decoded = createDecoder().decode(newest);
      // A delta alone cannot be read without the snapshot before it, but its seq stands in the open.
      const seq = decoded.kind === "frame" ? decoded.frame.seq : Number(DELTA_SEQ.exec(newest)?.[1]);
      return Number.isInteger(seq) ? JSON.stringify({ type: "ack", seq, health: null }) : null;
    },
    read(text) {
      if (text === "pong") return NOTHING;
      const startedAt = monotonicMs();
      const decoded = decoder.decode(text);
      if (decoded.kind === "invalid") return { ...NOTHING, isReadable: false };
      if (decoded.kind === "order") return NOTHING;
      const applied = applyFrame(replica, decoded.frame);
      const isReadable = applied.kind !== "ask";
      const alerts = applied.kind === "applied" ? alertsOf(replica, applied.changedAlerts) : [];
      if (decoded.frame.type !== "delta") return { ...NOTHING, alerts, isReadable };
      const decodeMs = monotonicMs() - startedAt;
      const changes = decoded.frame.agents.map(({ agent }) =>
        changeKey(agent.id, new Date(agent.lastUpdated ?? 0).toISOString()),
      );
      return { changes, alerts, decodeMs, isReadable };
    },
  };
}

const alertsOf = (replica: Replica, ids: readonly string[]): AlertKey[] =>
  ids.flatMap((id) => {
    const alert = replica.alerts.get(id);
    return alert?.entity.kind === "agent" ? [alertKey(alert.ruleId, alert.entity.id)] : [];
  });

/** `[1, epoch, base, seq, …` */
const DELTA_SEQ = /^\[1,"[^"]*",\d+,(\d+),/;
const AGENT_CHANGE = /^\{"type":"agent_state_change".*"user_id":"([^"]+)".*"last_updated":"([^"]+)"/;

function createRelayReader(): Reader {
  return {
    hello: null,
    ackOf: () => null,
    read(text) {
      const found = AGENT_CHANGE.exec(text);
      const changes = found === null ? [] : [changeKey(found[1] ?? "", found[2] ?? "")];
      return { ...NOTHING, changes };
    },
  };
}
