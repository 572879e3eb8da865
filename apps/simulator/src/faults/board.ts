/** Which lasting faults are on for one tenant, with their parameters and ends. Holds, never acts. */

import type { LastingFault, LastingName, RefusePlace } from "./schema.ts";

type Lasting<K extends LastingName> = Extract<LastingFault, { fault: K }>;

export class FaultBoard {
  readonly #active = new Map<string, { fault: LastingFault; untilMs: number | null }>();

  /** Switches a fault on with these parameters, or off. A second refusal of another place stands beside the first. */
  set(fault: LastingFault, nowMs: number): void {
    if (fault.on) {
      const untilMs = fault.seconds === undefined ? null : nowMs + fault.seconds * 1_000;
      this.#active.set(keyOf(fault), { fault, untilMs });
    } else {
      this.#active.delete(keyOf(fault));
    }
  }

  /** The parameters of a fault that is on, else null. */
  get<K extends Exclude<LastingName, "refuse">>(name: K): Lasting<K> | null {
    const fault = this.#active.get(name)?.fault;
    return fault !== undefined && isNamed(fault, name) ? fault : null;
  }

  refusal(where: RefusePlace): Lasting<"refuse"> | null {
    const fault = this.#active.get(`refuse:${where}`)?.fault;
    return fault?.fault === "refuse" ? fault : null;
  }

  /** Switches off what has had its seconds. */
  expire(nowMs: number): void {
    for (const [key, { untilMs }] of this.#active) {
      if (untilMs !== null && untilMs <= nowMs) this.#active.delete(key);
    }
  }

  clear(): void {
    this.#active.clear();
  }

  /** What is on, for people to read. */
  list(): (LastingFault & { untilMs: number | null })[] {
    return [...this.#active.values()].map(({ fault, untilMs }) => ({ ...fault, untilMs }));
  }
}

function keyOf(fault: LastingFault): string {
  return fault.fault === "refuse" ? `refuse:${fault.where}` : fault.fault;
}

function isNamed<K extends LastingName>(fault: LastingFault, name: K): fault is Lasting<K> {
  return fault.fault === name;
}
