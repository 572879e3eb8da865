/**
 * The book of the alert desk: the store, its copy in memory, and the one way in which both change together. What is
 * decided is committed whole or not at all; nothing may be told of what is not committed (SPEC D1, D14).
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { changeRules, packEngine } from "@callboard/core/alerting";
import { faultFacts } from "@callboard/shell";
import { loadMemory, type Memory, ruleSetInForce } from "./memory.ts";
import type { AlertPorts } from "./ports.ts";
import { followRules } from "./record/follow-rules.ts";
import { recordPassages } from "./record/passages.ts";
import { sealWhatIsClear } from "./sinks/seals.ts";
import { migrate } from "./storage/migrations.ts";
import { type Stores, storesOf } from "./stores.ts";

export interface AlertDeskSettings {
  readonly tenant: string;
  readonly siteName: string;
  /** IANA zone of the site. */
  readonly zone: string;
  /** Where people look: the wallboard's address; `null` where the deployment has not been told its own. */
  readonly link: string | null;
  /** A developer's machine: receivers on the loopback are allowed. */
  readonly isLocal: boolean;
}

export type Committed<Value> =
  | { readonly kind: "committed"; readonly value: Value }
  | { readonly kind: "failed" };

export class Book {
  readonly settings: AlertDeskSettings;
  readonly ports: AlertPorts;
  readonly stores: Stores;
  #memory: Memory | null = null;
  #isMigrated = false;
  #failures = 0;
  #notedAt: EpochMs = Number.NEGATIVE_INFINITY;
  /** Something that walls show has changed, and something that the queue is to be handed. */
  isBoardStale = true;
  hasNotices = true;

  constructor(settings: AlertDeskSettings, ports: AlertPorts) {
    this.settings = settings;
    this.ports = ports;
    this.stores = storesOf(ports.sql);
  }

  get now(): EpochMs {
    return this.ports.clock.now();
  }

  /** What notices say of the site: as the tenant's desk told it last, else as the deployment has it. */
  get told(): AlertDeskSettings {
    const header = this.#memory?.engine.header ?? null;
    return header === null
      ? this.settings
      : { ...this.settings, siteName: header.siteName, zone: header.zone };
  }

  /** Transactions and reads that the storage refused. */
  get failures(): number {
    return this.#failures;
  }

  /** The memory, read back from the store where there is none; `null` while the store cannot be read. */
  open(): Memory | null {
    if (this.#memory !== null) return this.#memory;
    try {
      if (!this.#isMigrated) migrate(this.ports.sql);
      this.#isMigrated = true;
      const memory = loadMemory(this.stores, this.ports.vault, this.settings.zone, this.now);
      sealWhatIsClear(this, memory);
      this.#bringRules(memory);
      this.#memory = memory;
    } catch (error) {
      this.#fault("storage unreadable", error);
      return null;
    }
    this.isBoardStale = true;
    this.hasNotices = true;
    return this.#memory;
  }

  /**
   * The engine came back with the rules of the day on which it was packed; this build may ship others. Where they cannot be
   * written the memory is not opened: it has moved, and the store has not.
   */
  #bringRules(memory: Memory): void {
    if (memory.needsSnapshot) return;
    const ruleSet = ruleSetInForce(memory, this.settings.zone);
    if (this.stores.stream.ruleSet() === JSON.stringify(ruleSet)) return;
    this.ports.sql.transaction(() => this.applyRules(memory));
  }

  /** Brings the rules in force to the engine, inside a transaction: what ends by it ends in the same one. */
  applyRules(memory: Memory): void {
    const ruleSet = ruleSetInForce(memory, this.settings.zone);
    const passages = changeRules(memory.engine, ruleSet);
    recordPassages(this, memory, passages, this.now);
    followRules(this, memory, ruleSet.rules);
    this.stores.stream.saveRuleSet(JSON.stringify(ruleSet));
    this.checkpoint(memory);
  }

  /** Writes the engine as it stands, inside a transaction. */
  checkpoint(memory: Memory): void {
    // An engine without a floor holds nothing that a snapshot would not bring.
    if (memory.needsSnapshot) return;
    const at = this.now;
    const text = JSON.stringify(packEngine(memory.engine));
    this.stores.stream.saveCheckpoint({ covered: memory.stream.logId, at, text });
    this.stores.minutes.saveOpen(memory.minute.pack());
    this.stores.stream.pruneLog(at - BOUNDS.historyKeepMs);
    memory.checkpointAt = at;
  }

  /**
   * Runs `work` in one transaction. Where anything in it throws, nothing of it happened: the memory, which had moved
   * already, is dropped and read back.
   */
  commit<Value>(work: (memory: Memory) => Value): Committed<Value> {
    const memory = this.open();
    if (memory === null) return { kind: "failed" };
    try {
      return { kind: "committed", value: this.ports.sql.transaction(() => work(memory)) };
    } catch (error) {
      this.#fault("transaction failed", error);
      this.#memory = null;
      this.open();
      return { kind: "failed" };
    }
  }

  /** Reads that may fail as the storage does. */
  read<Value>(work: () => Value): Value | null {
    try {
      return work();
    } catch (error) {
      this.#fault("storage unreadable", error);
      return null;
    }
  }

  /** Storage that fails does so many times in each turn: it is told of now and then, with how often it was. */
  #fault(event: string, error: unknown): void {
    this.#failures += 1;
    const { now } = this;
    const sinceMs = now - this.#notedAt;
    if (sinceMs >= 0 && sinceMs < BOUNDS.storageNotesEveryMs) return;
    this.#notedAt = now;
    const facts = { tenant: this.settings.tenant, failures: this.#failures, ...faultFacts(error) };
    this.ports.journal.note(event, facts);
  }
}
