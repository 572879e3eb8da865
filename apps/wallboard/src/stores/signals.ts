/**
 * One signal per thing shown: a changed agent redraws its own tile and nothing else. Signals exist only for what is on
 * the screen, so their number is bounded by its tiles and not by the floor.
 */
import { type ShallowRef, shallowRef } from "vue";

export interface Signals<T> {
  /** The signal of one id; made on first use from what is known now. */
  of(id: string): Readonly<ShallowRef<T | null>>;
  /** Sets the signals of these ids anew, where anybody looks at them. */
  refresh(ids: Iterable<string>): void;
  /** Sets every signal anew. */
  refreshAll(): void;
  /** Forgets all signals but these. */
  retain(ids: ReadonlySet<string>): void;
}

/** @param lookUp the present value of an id, `null` when it is gone */
export function createSignals<T>(lookUp: (id: string) => T | null): Signals<T> {
  const signals = new Map<string, ShallowRef<T | null>>();
  return {
    of(id) {
      const known = signals.get(id);
      if (known !== undefined) return known;
      const made = shallowRef<T | null>(lookUp(id)) as ShallowRef<T | null>;
      signals.set(id, made);
      return made;
    },
    refresh(ids) {
      for (const id of ids) {
        const signal = signals.get(id);
        if (signal !== undefined) signal.value = lookUp(id);
      }
    },
    refreshAll() {
      for (const [id, signal] of signals) signal.value = lookUp(id);
    },
    retain(ids) {
      for (const id of Array.from(signals.keys())) if (!ids.has(id)) signals.delete(id);
    },
  };
}
