/** What of the floor a few letters may mean: agents, queues, alerts and pages, the best matches first. Plain functions. */
import { compareText } from "../../floor/agent-groups.ts";
import { folded } from "../../format/fold.ts";

export interface Findable {
  readonly key: string;
  readonly kind: "page" | "queue" | "agent" | "alert";
  readonly name: string;
  /** Words besides the name: a team, a rule. */
  readonly beside: string;
  readonly to: string;
}

/** Of each kind. */
const FOUND_MOST = 8;
const KINDS: readonly Findable["kind"][] = ["page", "queue", "agent", "alert"];

/** All letters that are asked for must be somewhere; names that begin with them come first. */
export function find(all: Iterable<Findable>, text: string): readonly Findable[] {
  const parts = folded(text)
    .split(/\s+/)
    .filter((part) => part !== "");
  const found = new Map<Findable["kind"], { readonly one: Findable; readonly rank: number }[]>();
  for (const one of all) {
    const rank = rankOf(one, parts);
    if (rank === null) continue;
    const list = found.get(one.kind);
    if (list === undefined) found.set(one.kind, [{ one, rank }]);
    else list.push({ one, rank });
  }
  return KINDS.flatMap((kind) =>
    (found.get(kind) ?? [])
      .sort(
        (a, b) => a.rank - b.rank || compareText(a.one.name, b.one.name) || compareText(a.one.key, b.one.key),
      )
      .slice(0, FOUND_MOST)
      .map(({ one }) => one),
  );
}

/** 0: the name begins so; 1: a word of it does; 2: it is somewhere; `null`: it is not meant. */
function rankOf({ name, beside }: Findable, parts: readonly string[]): number | null {
  const whole = folded(name);
  const text = `${whole} ${folded(beside)}`;
  if (!parts.every((part) => text.includes(part))) return null;
  const [first = ""] = parts;
  if (whole.startsWith(first)) return 0;
  return whole.includes(` ${first}`) ? 1 : 2;
}
