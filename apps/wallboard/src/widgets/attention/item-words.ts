/** Why a queue or a person needs a look, in words, and since when. Names are the board's own. */
import type { BoardQueue } from "@callboard/protocol";
import { lookOf } from "../../components/agent-look.ts";
import type { IconName } from "../../components/icons.ts";
import { wordsOf } from "../../floor/agent-words.ts";
import type { AttentionItem } from "../../floor/attention.ts";
import { duration } from "../../format/duration.ts";
import { shownName } from "../../format/name.ts";
import { count, percent } from "../../format/number.ts";
import { t } from "../../words/words.ts";

export interface ItemLook {
  readonly icon: IconName;
  /** A class of `styles/tones.css`. */
  readonly tone: string;
  readonly who: string;
  /** What is wrong, in a word or two. */
  readonly word: string;
  /** More of it: the reason of a person, the figure of a queue. */
  readonly why: string;
  readonly limit: string;
  /** What is told at the end of the first line: for how long, or the figure itself where it is about a share. */
  readonly since: number | null;
  readonly figure: string | null;
}

type Looked = Extract<AttentionItem, { kind: "queue" | "agent" }>;

/** @param queueName the name of a queue by its id, where known */
export function lookOfItem(item: Looked, queueName: (id: string) => string | null): ItemLook {
  switch (item.kind) {
    case "queue":
      return lookOfQueue(item);
    case "agent": {
      const { agent, group, longAfterMs } = item;
      const look = lookOf(group);
      return {
        icon: look.icon,
        tone: look.tone,
        who: shownName(agent.name, t("floor.agentNameless")),
        word: t(`floor.groups.${group}`),
        why: wordsOf(agent, agent.queueId === null ? null : queueName(agent.queueId)),
        limit: t("people.attention.overLimit", { limit: duration(longAfterMs) }),
        since: agent.since,
        figure: null,
      };
    }
    default:
      return item satisfies never;
  }
}

const OF_GOAL: ReadonlySet<string> = new Set(["belowGoal", "farBelowGoal"]);

function lookOfQueue({ queue, need }: Extract<AttentionItem, { kind: "queue" }>): ItemLook {
  const isOfGoal = OF_GOAL.has(need.word);
  return {
    icon: need.level === "critical" ? "octagon" : "triangle",
    tone: need.level === "critical" ? "tone-bad" : "tone-warn",
    who: shownName(queue.name, t("floor.queueNameless")),
    word: t(`floor.${need.isByCxone ? "needByCxone" : "need"}.${need.word}`),
    why: queue.waiting === 0 ? "" : t("people.attention.waiting", { count: count(queue.waiting) }),
    limit: isOfGoal ? t("people.attention.goal", { goal: percent(queue.goalPct) }) : "",
    since: queue.longestWaitSince,
    figure: isOfGoal ? judgedText(queue, need.isByCxone) : null,
  };
}

/** The figure that was judged against the queue's goal (`floor/goal-verdict.ts`). */
function judgedText(queue: BoardQueue, isByCxone: boolean): string {
  return percent(isByCxone ? queue.serviceLevelPct : queue.last1h.serviceLevelPct);
}
