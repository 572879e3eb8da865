/** How a service level stands to its goal, as it is shown: colour, outline and word, and whose figure was judged. */
import type { BoardQueue } from "@callboard/protocol";
import type { IconName } from "../../components/icons.ts";
import type { Combined } from "../../floor/combined.ts";
import { against, type GoalWord, type JudgedWindow, judgeGoal } from "../../floor/goal-verdict.ts";
import type { SharedGoal } from "../../floor/goals.ts";
import { t } from "../../words/words.ts";

export interface Verdict {
  readonly tone: string;
  readonly icon: IconName;
  readonly text: string;
  /** Ours was no ground for a verdict, and CXone's was taken. */
  readonly isByCxone: boolean;
}

/** A bar is as long as our own figure, and has the colour of a verdict on that alone. */
export const barTone = ({ tone, isByCxone }: Verdict): string => (isByCxone ? "tone-grey" : tone);

const LOOKS = {
  met: { tone: "tone-good", icon: "check", need: "fine" },
  below: { tone: "tone-warn", icon: "triangle", need: "belowGoal" },
  farBelow: { tone: "tone-bad", icon: "octagon", need: "farBelowGoal" },
} as const satisfies Record<GoalWord, object>;

const unknown = (text: string): Verdict => ({ tone: "tone-grey", icon: "dash", text, isByCxone: false });

function judged(word: GoalWord, isByCxone: boolean): Verdict {
  const { tone, icon, need } = LOOKS[word];
  return { tone, icon, isByCxone, text: t(isByCxone ? `floor.needByCxone.${need}` : `floor.need.${need}`) };
}

/** Of one queue, where CXone's figure can stand in. */
export function verdictOf(queue: BoardQueue, window: JudgedWindow): Verdict {
  const found = judgeGoal(queue, window);
  if (found === "none") return unknown(t("queues.why.nothingYet"));
  return found === "tooEarly" ? unknown(t("floor.need.tooEarly")) : judged(found.word, found.by === "cxone");
}

/** Of several queues together: CXone has no figure for them, and without a goal that all share there is no verdict. */
export function verdictTogether(combined: Combined, goal: SharedGoal | null): Verdict {
  if (combined.kind === "nothing") return unknown(t(`queues.why.${combined.why}`));
  if (combined.kind === "since") return unknown("");
  if (combined.sight === "hardly") return unknown(t("floor.need.tooEarly"));
  return goal === null ? unknown("") : judged(against(goal.goalPct, combined.value), false);
}
