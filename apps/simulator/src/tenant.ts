/**
 * One tenant: its world, its faults, its sockets and its counters. Nothing here is shared with another
 * tenant. Carries out fault commands; the routes and the stream ask it what strikes.
 */

import { createRandom, createWorld, type Random, type World } from "@callboard/world";
import { type Counters, zeroCounters } from "./counters.ts";
import { FaultBoard } from "./faults/board.ts";
import { type FaultCommand, isAct, type RefusePlace } from "./faults/schema.ts";
import { MessageLine } from "./line.ts";
import { StreamHub } from "./stream.ts";
import type { TokenOffice } from "./tokens.ts";

export interface TenantOptions {
  readonly name: string;
  readonly seed: number;
  readonly agents: number;
  readonly queues: number;
  readonly speed: number;
  readonly zone: string;
  readonly startMs: number;
  readonly hostileNames: boolean;
  readonly eventsPerSecond: number;
}

/** A refusal that a fault asks for. */
export interface Refusal {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
}

export class Tenant {
  readonly name: string;
  readonly seed: number;
  readonly world: World;
  readonly faults = new FaultBoard();
  readonly counters: Counters = zeroCounters();
  readonly hub = new StreamHub(this.counters);
  readonly line: MessageLine;
  /** Chance of this tenant's faults, apart from the world's so that a fault does not change the floor. */
  readonly chance: Random;
  readonly #office: TokenOffice;
  #partitionUntilMs = 0;

  constructor(options: TenantOptions, office: TokenOffice) {
    this.name = options.name;
    this.seed = options.seed;
    this.#office = office;
    this.chance = createRandom(options.seed).fork();
    const { agents, queues, speed, zone, seed, startMs, hostileNames, eventsPerSecond } = options;
    this.world = createWorld({
      seed,
      agents,
      queues,
      speed,
      zone,
      startMs,
      hostileNames,
      extraEventsPerSecond: eventsPerSecond,
    });
    this.line = new MessageLine(this.faults, this.chance, this.counters, (frame) => this.hub.send(frame));
  }

  /** Brings the tenant up to `nowMs`: what happened goes out. */
  tick(nowMs: number): void {
    this.faults.expire(nowMs);
    this.line.feed(this.world.advance(nowMs), nowMs);
  }

  /** When the tenant has something to do next, in epoch ms. */
  nextDueMs(): number {
    return Math.min(this.world.nextEventMs(), this.line.nextDueMs());
  }

  get isSilent(): boolean {
    return this.faults.get("silence") !== null;
  }

  /** Whether what is asked there is to stay without an answer. */
  isHanging(where: "handshake" | "rest"): boolean {
    const fault = this.faults.get("hang");
    return fault !== null && (fault.where === "both" || fault.where === where);
  }

  isPartitioned(nowMs: number): boolean {
    return nowMs < this.#partitionUntilMs;
  }

  get partitionUntilMs(): number {
    return this.#partitionUntilMs;
  }

  /** What the fault board refuses at a place now; draws the fault's chance. */
  refusal(where: RefusePlace): Refusal | null {
    const fault = this.faults.refusal(where);
    if (fault === null || !this.chance.chance(fault.probability)) return null;
    this.counters.faultRefusals += 1;
    return { status: fault.status, retryAfterSeconds: fault.retryAfterSeconds };
  }

  /** Leaves out rows of a list while `partial-lists` is on. */
  thinned<T>(rows: T[]): T[] {
    const fault = this.faults.get("partial-lists");
    if (fault === null) return rows;
    const kept = rows.filter(() => !this.chance.chance(fault.probability));
    this.counters.rowsLeftOut += rows.length - kept.length;
    return kept;
  }

  /** True while `empty-arrays` makes this list empty. */
  isEmptied(list: "users" | "agents"): boolean {
    const where = this.faults.get("empty-arrays")?.where;
    const isEmptied = where === list || where === "both";
    if (isEmptied) this.counters.emptyAnswers += 1;
    return isEmptied;
  }

  /** Switches a lasting fault or does an act, at once. */
  carryOut(command: FaultCommand, nowMs: number): void {
    if (!isAct(command)) {
      this.faults.set(command, nowMs);
      return;
    }
    switch (command.fault) {
      case "drop":
        this.counters.drops += 1;
        this.hub.drop(command.code);
        return;
      case "partition":
        this.counters.partitions += 1;
        this.#partitionUntilMs = nowMs + command.seconds * 1_000;
        this.hub.reset();
        return;
      case "revoke":
        this.counters.revoked += this.#office.revokeAll(this.name, nowMs);
        return;
      case "calm":
        this.faults.clear();
        this.#partitionUntilMs = 0;
        return;
      default:
        throw command satisfies never;
    }
  }
}
