/** Whom a question may be about: by name, filtered by what was typed, and never so many that a tablet stalls on them. */
import { compareText } from "../../floor/agent-groups.ts";
import { folded } from "../../format/fold.ts";
import { shownName } from "../../format/name.ts";

export interface Candidate {
  readonly id: string;
  readonly name: string;
}

const SHOWN_MOST = 200;

/** @param chosen stays in the list, so that a new filter does not change what is asked */
export function candidatesOf(
  everybody: Iterable<Candidate>,
  filter: string,
  chosen: string,
): { readonly list: readonly Candidate[]; readonly cut: number } {
  const wanted = folded(filter.trim());
  const matching = Array.from(everybody, ({ id, name }) => ({ id, name: shownName(name, id) }))
    .filter(({ id, name }) => id === chosen || folded(name).includes(wanted))
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
  const list = matching.filter(({ id }, place) => place < SHOWN_MOST || id === chosen);
  return { list, cut: matching.length - list.length };
}
