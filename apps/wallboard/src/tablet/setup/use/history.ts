/**
 * What a form held before, step by step, for undo and redo. Steps are texts of JSON: they share nothing with what is being
 * edited, and two equal ones are one step.
 */
const STEPS_MOST = 200;

export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Notes the text as the newest step, unless it is that already; what was undone cannot be redone any more. */
  note(text: string): History;
  undo(): { readonly history: History; readonly text: string };
  redo(): { readonly history: History; readonly text: string };
}

export function historyFrom(text: string): History {
  return historyAt([text], 0);
}

function historyAt(steps: readonly string[], place: number): History {
  const moved = (by: number) => {
    const next = Math.min(Math.max(place + by, 0), steps.length - 1);
    return { history: historyAt(steps, next), text: steps[next] ?? "" };
  };
  return {
    canUndo: place > 0,
    canRedo: place < steps.length - 1,
    note(text) {
      if (steps[place] === text) return this;
      const kept = [...steps.slice(0, place + 1), text].slice(-STEPS_MOST);
      return historyAt(kept, kept.length - 1);
    },
    undo: () => moved(-1),
    redo: () => moved(1),
  };
}
