/** States that the guide does not name, counted by the upstream's own word for them: text from outside, so in a map. */
import { BOUNDS, type FloorInput, type Outcome } from "@callboard/core";

export interface UnknownState {
  /** The upstream's word, cut; `null` for all those that came after the map was full. */
  readonly state: string | null;
  readonly count: number;
}

export class UnknownStates {
  readonly #counts = new Map<string, number>();
  #others = 0;

  /** Counts each report of the stream, and of ground truth those that changed something: it repeats itself. */
  note(input: FloorInput, outcome: Outcome): void {
    if (outcome.verdict === "refused") return;
    if (input.kind === "agentState") this.#add(input.report.rawState);
    if (input.kind !== "groundTruth") return;
    const changed = new Set(outcome.agents);
    for (const { agentId, rawState } of input.reports) if (changed.has(agentId)) this.#add(rawState);
  }

  #add(state: string | null): void {
    if (state === null) return;
    const count = this.#counts.get(state);
    if (count === undefined && this.#counts.size >= BOUNDS.unknownStatesMax) this.#others += 1;
    else this.#counts.set(state, (count ?? 0) + 1);
  }

  list(): UnknownState[] {
    const known = Array.from(this.#counts, ([state, count]) => ({ state, count }));
    return this.#others === 0 ? known : [...known, { state: null, count: this.#others }];
  }
}
