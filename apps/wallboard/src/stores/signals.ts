/**
 * One signal per thing shown: a changed agent redraws its own tile and nothing else. Several lists on one wall show
 * different parts of the floor, so each holds what it shows; what nobody holds any more is forgotten. So the number of
 * signals is bounded by the tiles on the screen and not by the floor.
 */
import { type ShallowRef, shallowRef } from "vue";

export interface Signals<T> {
  /** The signal of one id; made on first use from what is known now. */
  of(id: string): Readonly<ShallowRef<T | null>>;
  /** Sets the signals of these ids anew, where anybody looks at them. */
  refresh(ids: Iterable<string>): void;
  /** Sets every signal anew. */
  refreshAll(): void;
  /** From now on this holder shows these ids and no others; signals that nobody holds are forgotten. */
  hold(holder: object, ids: ReadonlySet<string>): void;
  /** The holder has left the screen. */
  release(holder: object): void;
  /** How many there are; for tests. */
  size(): number;
}

/** @param lookUp the present value of an id, `null` when it is gone */
export function createSignals<T>(lookUp: (id: string) => T | null): Signals<T> {
  const signals = new Map<string, ShallowRef<T | null>>();
  const holders = new Map<object, ReadonlySet<string>>();

  function forgetUnheld(): void {
    const sets = Array.from(holders.values());
    for (const id of Array.from(signals.keys())) {
      if (!sets.some((ids) => ids.has(id))) signals.delete(id);
    }
  }

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
    hold(holder, ids) {
      holders.set(holder, ids);
      forgetUnheld();
    },
    release(holder) {
      if (holders.delete(holder)) forgetUnheld();
    },
    size: () => signals.size,
  };
}
