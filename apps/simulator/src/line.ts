/**
 * The line between the world and the stream's sockets: turns model events into the guide's messages and lets
 * the tenant's message faults strike on the way, in a fixed order: short states missed → skew → unknown
 * state → lost → duplicated → delayed and reordered → garbled → silence → packed → cut. Without faults a
 * message leaves in the same tick, one value to a frame.
 */

import {
  Agenda,
  type AgentStateEvent,
  type Random,
  toWire,
  type WireMessage,
  type WorldEvent,
} from "@callboard/world";
import { CUT_GAP_MS, MAX_DELAYED_MESSAGES, MAX_PACK_MS } from "./bounds.ts";
import type { Counters } from "./counters.ts";
import type { FaultBoard } from "./faults/board.ts";
import { garble } from "./faults/garble.ts";

/** A state that may yet prove too short to be sent, with its refreshes. */
interface Held {
  readonly events: AgentStateEvent[];
  readonly dueMs: number;
}

export class MessageLine {
  readonly #faults: FaultBoard;
  readonly #chance: Random;
  readonly #counters: Counters;
  readonly #send: (frame: string) => void;
  readonly #held = new Map<string, Held>();
  readonly #delayed = new Agenda<WireMessage>();
  #pack: string[] = [];
  #packDueMs = Number.POSITIVE_INFINITY;
  #tail: string | null = null;
  #tailDueMs = Number.POSITIVE_INFINITY;

  constructor(faults: FaultBoard, chance: Random, counters: Counters, send: (frame: string) => void) {
    this.#faults = faults;
    this.#chance = chance;
    this.#counters = counters;
    this.#send = send;
  }

  /** Takes what the world has emitted, sends what is due by now. */
  feed(events: readonly WorldEvent[], nowMs: number): void {
    for (const event of events) {
      if (event.kind === "agentState") this.#hold(event, nowMs);
      else this.#pass(event, nowMs);
    }
    this.#releaseHeld(nowMs);
    for (let due = this.#delayed.take(nowMs); due !== null; due = this.#delayed.take(nowMs))
      this.#emit(due.item, nowMs);
    if (this.#packDueMs <= nowMs) this.#flushPack(nowMs);
    if (this.#tailDueMs <= nowMs) this.finishCut();
  }

  /** When the line has something to send next, in epoch ms. */
  nextDueMs(): number {
    const held = this.#held.size > 0 ? 0 : Number.POSITIVE_INFINITY;
    return Math.min(
      held,
      this.#packDueMs,
      this.#tailDueMs,
      this.#delayed.nextAtMs ?? Number.POSITIVE_INFINITY,
    );
  }

  /** Whether a state is short is known only afterwards, so states are held back for that long (short-states). */
  #hold(event: AgentStateEvent, nowMs: number): void {
    const held = this.#held.get(event.agentId);
    const fault = this.#faults.get("short-states");
    if (held !== undefined && held.events[0]?.sinceMs === event.sinceMs) {
      held.events.push(event);
      return;
    }
    if (held !== undefined) {
      this.#held.delete(event.agentId);
      if (event.atMs < held.dueMs) this.#counters.shortStatesMissed += 1;
      else for (const earlier of held.events) this.#pass(earlier, nowMs);
    }
    if (fault === null) this.#pass(event, nowMs);
    else this.#held.set(event.agentId, { events: [event], dueMs: event.atMs + fault.ms });
  }

  #releaseHeld(nowMs: number): void {
    if (this.#held.size === 0) return;
    const isOff = this.#faults.get("short-states") === null;
    for (const [agentId, held] of this.#held) {
      if (!isOff && held.dueMs > nowMs) continue;
      this.#held.delete(agentId);
      for (const event of held.events) this.#pass(event, nowMs);
    }
  }

  #pass(event: WorldEvent, nowMs: number): void {
    const message = toWire(event, this.#faults.get("skew")?.ms ?? 0);
    this.#counters.messages += 1;
    if (message.type === "agent_state_change" && this.#strikes(this.#faults.get("unknown-state"))) {
      this.#counters.unknownStates += 1;
      message.data.state = "QUANTUM_STATE";
    }
    this.#dispatch(message, nowMs);
    if (this.#strikes(this.#faults.get("unknown-type"))) {
      this.#counters.unknownTypes += 1;
      const { timestamp } = message;
      this.#frame(
        JSON.stringify({ type: "campaign_update", timestamp, data: { campaign_id: "c-1" } }),
        nowMs,
      );
    }
    const oversize = this.#faults.get("oversize");
    if (oversize !== null && this.#strikes(oversize)) {
      this.#counters.oversized += 1;
      const { timestamp } = message;
      this.#frame(
        JSON.stringify({ type: "transcript", timestamp, data: { text: "x".repeat(oversize.bytes) } }),
        nowMs,
      );
    }
  }

  #dispatch(message: WireMessage, nowMs: number): void {
    const lose = this.#faults.get("lose");
    if (lose !== null && (lose.only === undefined || lose.only === message.type) && this.#strikes(lose)) {
      this.#counters.lost += 1;
      return;
    }
    const isTwice = this.#strikes(this.#faults.get("duplicate"));
    if (isTwice) this.#counters.duplicated += 1;
    for (let copy = 0; copy < (isTwice ? 2 : 1); copy++) {
      const waitMs = this.#waitMs();
      if (waitMs === 0) this.#emit(message, nowMs);
      else if (this.#delayed.size >= MAX_DELAYED_MESSAGES) this.#counters.lost += 1;
      else this.#delayed.add(nowMs + waitMs, message);
    }
  }

  #waitMs(): number {
    const delay = this.#faults.get("delay");
    const reorder = this.#faults.get("reorder");
    let waitMs = delay === null ? 0 : delay.ms + Math.round(this.#chance.next() * delay.jitterMs);
    if (waitMs > 0) this.#counters.delayed += 1;
    if (reorder !== null && this.#strikes(reorder)) {
      this.#counters.reordered += 1;
      waitMs += 1 + Math.round(this.#chance.next() * reorder.ms);
    }
    return waitMs;
  }

  #emit(message: WireMessage, nowMs: number): void {
    const text = JSON.stringify(message);
    if (!this.#strikes(this.#faults.get("garble"))) {
      this.#frame(text, nowMs);
      return;
    }
    this.#counters.garbled += 1;
    this.#frame(garble(text, this.#chance), nowMs);
  }

  /** One value, ready to go: alone, or in a pack with others. */
  #frame(text: string, nowMs: number): void {
    if (this.#faults.get("silence") !== null) {
      this.#counters.silenced += 1;
      return;
    }
    const pack = this.#faults.get("pack");
    if (pack === null) {
      this.#flushPack(nowMs);
      this.#put(text, nowMs);
      return;
    }
    if (this.#pack.push(text) === 1) this.#packDueMs = nowMs + MAX_PACK_MS;
    if (this.#pack.length >= pack.values) this.#flushPack(nowMs);
  }

  #flushPack(nowMs: number): void {
    if (this.#pack.length === 0) return;
    const separator = this.#faults.get("pack")?.separator === "none" ? "" : "\n";
    if (this.#pack.length > 1) this.#counters.packed += this.#pack.length;
    const text = this.#pack.join(separator);
    this.#pack = [];
    this.#packDueMs = Number.POSITIVE_INFINITY;
    this.#put(text, nowMs);
  }

  /** A frame to the sockets, whole or in two parts; nothing overtakes a second part. */
  #put(text: string, nowMs: number): void {
    this.finishCut();
    if (text.length < 2 || !this.#strikes(this.#faults.get("cut"))) {
      this.#send(text);
      return;
    }
    this.#counters.cut += 1;
    const head = 1 + this.#chance.index(text.length - 1);
    this.#send(text.slice(0, head));
    this.#tail = text.slice(head);
    this.#tailDueMs = nowMs + CUT_GAP_MS;
  }

  /** Sends the second part of a cut value, if one is owed; also before a new client joins, who lacks the first. */
  finishCut(): void {
    const tail = this.#tail;
    this.#tail = null;
    this.#tailDueMs = Number.POSITIVE_INFINITY;
    if (tail !== null && this.#faults.get("silence") === null) this.#send(tail);
  }

  #strikes(fault: { probability: number } | null): boolean {
    return fault !== null && this.#chance.chance(fault.probability);
  }
}
