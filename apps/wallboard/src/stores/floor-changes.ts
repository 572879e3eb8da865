/**
 * Tells whoever keeps an index of the floor what has changed, once per animation frame. It keeps nothing itself and knows
 * nothing of what the indices are for.
 */

export interface FloorChange {
  /** True after a snapshot: everything may have changed, and the sets say nothing. */
  readonly isWhole: boolean;
  readonly agents: ReadonlySet<string>;
  readonly queues: ReadonlySet<string>;
}

export interface FloorChanges {
  /** The answer stops it. The sets are only lent: they are emptied when the listener returns. */
  listen(listener: (change: FloorChange) => void): () => void;
  tell(change: FloorChange): void;
  /** How many listen; for tests. */
  size(): number;
}

export function createFloorChanges(): FloorChanges {
  const listeners = new Set<(change: FloorChange) => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    size: () => listeners.size,
  };
}
