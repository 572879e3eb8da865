/** How a queue's need looks: a colour, an outline and a word, as on the wall. */
import type { IconName } from "../../components/icons.ts";
import type { Severity, SeverityLevel } from "../../floor/queue-severity.ts";
import { age } from "../../format/duration.ts";
import { t } from "../../words/words.ts";

const LOOKS: Record<SeverityLevel, { readonly tone: string; readonly icon: IconName }> = {
  critical: { tone: "tone-bad", icon: "octagon" },
  warning: { tone: "tone-warn", icon: "triangle" },
  old: { tone: "tone-grey", icon: "hourglass" },
  none: { tone: "tone-grey", icon: "dash" },
  fine: { tone: "tone-good", icon: "check" },
};

export interface QueueLook {
  readonly tone: string;
  readonly icon: IconName;
  readonly words: string;
}

/** @param severity `null` where the queue is not known (any more) */
export function queueLook(severity: Severity | null): QueueLook {
  if (severity === null) return { ...LOOKS.none, words: t("queues-page.gone") };
  const area = severity.isByCxone ? "floor.needByCxone" : "floor.need";
  return {
    ...LOOKS[severity.level],
    words: t(`${area}.${severity.word}`, { age: age(severity.behindMs ?? 0) }),
  };
}
