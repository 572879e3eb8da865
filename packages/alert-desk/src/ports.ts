/**
 * What the alert desk needs of the world around it. As with the tenant's desk, answers come back as calls: each call is
 * one turn that runs to its end, so a crash between two turns is the only crash there is.
 */
import type { FloorBatch, FloorSnapshot } from "@callboard/core/alerting";
import type { AlertsPush } from "@callboard/protocol";
import type { Alarm, Chance, Clock, Journal, Sql, SqlValue, Timers } from "@callboard/shell";

/** What every desk needs stands here, too, for whoever supplies the ports. */
export type { Alarm, Chance, Clock, Journal, Sql, SqlValue, Timers };

export type Answered<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  /** It could not be reached, or has no such tenant. */
  | { readonly kind: "failed" };

/** The tenant's desk, asked by RPC. */
export interface FloorDesk {
  /**
   * The log's rows with `toSeq` above `seq`, oldest first, as many as fit one answer; `null` where the log no longer reaches
   * back that far or is another lineage: then only a snapshot will do.
   */
  rowsAfter(lineage: string, seq: number, done: (rows: Answered<readonly FloorBatch[] | null>) => void): void;
  snapshot(done: (snapshot: Answered<FloorSnapshot>) => void): void;
  /** What the walls show of alerts: absolute, so telling it twice changes nothing. */
  show(push: AlertsPush, done: (shown: Answered<null>) => void): void;
}

/** The Queue `notices`. A refused send leaves the notice to be sent later. */
export interface NoticeQueue {
  send(noticeIds: readonly string[], done: (isTaken: boolean) => void): void;
}

/** gzip, which the platform has only as a stream. */
export interface Packer {
  pack(text: string, done: (bytes: Uint8Array | null) => void): void;
  /** `null`: it is no gzip. */
  unpack(bytes: Uint8Array, done: (text: string | null) => void): void;
}

export type SealRefusal =
  /** Sealed with a key that the deployment does not have (any more). */
  | "unknownKey"
  /** Changed, or somebody else's. */
  | "tampered"
  | "malformed";

/** Seals the secrets of sinks for this tenant, each for a field of its own. It answers at once, and never throws. */
export interface SinkVault {
  /** `null` where the deployment has no key: then no secret may be kept. */
  seal(field: string, clear: string): string | null;
  open(
    field: string,
    sealed: string,
  ):
    | { readonly kind: "opened"; readonly clear: string }
    | { readonly kind: "refused"; readonly why: SealRefusal };
  /** The same, sealed with the current key. */
  rewrap(
    field: string,
    sealed: string,
  ):
    | { readonly kind: "rewrapped"; readonly sealed: string }
    | { readonly kind: "current" }
    | { readonly kind: "refused"; readonly why: SealRefusal | "noKey" };
  keyVersionOf(sealed: string): number | null;
}

export interface AlertPorts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly timers: Timers;
  readonly alarm: Alarm;
  readonly sql: Sql;
  readonly vault: SinkVault;
  readonly floor: FloorDesk;
  readonly notices: NoticeQueue;
  readonly packer: Packer;
  readonly journal: Journal;
  /** Unlike any other ever made. */
  readonly newId: () => string;
  /** A fresh signing secret in the form `whsec_<base64 of 32 random bytes>`. */
  readonly newSigningSecret: () => string;
}
