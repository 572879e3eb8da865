/** How each level of need looks on a queue's tile and row: a colour and an outline, always beside a word. */
import type { IconName } from "../../components/icons.ts";
import type { SeverityLevel } from "../../floor/queue-severity.ts";

export interface QueueLook {
  readonly icon: IconName;
  /** Classes of `styles/tones.css`. */
  readonly tone: string;
}

const LOOKS: Readonly<Record<SeverityLevel, QueueLook>> = {
  critical: { icon: "octagon", tone: "tone-bad" },
  warning: { icon: "triangle", tone: "tone-warn" },
  old: { icon: "hourglass", tone: "tone-grey is-old hatched" },
  none: { icon: "dash", tone: "tone-grey" },
  fine: { icon: "check", tone: "tone-good" },
};

export const queueLookOf = (level: SeverityLevel): QueueLook => LOOKS[level];
