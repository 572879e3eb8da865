/** What is said of a screen and its television, in words and in a tone. It judges nothing but what was measured. */
import type { ScreenHealth, ScreenView } from "@callboard/api/client";
import { age } from "../../../format/duration.ts";
import { t } from "../../../words/words.ts";

export type Tone = "good" | "warn" | "plain";

export interface Fact {
  readonly name: "picture" | "version" | "lastVersion" | "smooth" | "faults" | "memory" | "up" | "paired";
  readonly text: string;
  readonly tone: Tone;
}

/** A frame drawn within this is at once to every eye; beyond the other, figures lag behind what is said on the phone. */
const AT_ONCE_MS = 250;
const LATE_MS = 2_000;

export type Presence = "online" | "away" | "never" | "unpaired";

export function presenceOf({ paired, isOnline, lastSeenAt }: ScreenView): Presence {
  if (isOnline) return "online";
  if (paired === null) return "unpaired";
  return lastSeenAt === null ? "never" : "away";
}

/** In words. @param when an instant in words */
export const presenceText = (screen: ScreenView, when: (at: number) => string): string =>
  t(`screens.states.${presenceOf(screen)}`, {
    at: screen.lastSeenAt === null ? "" : when(screen.lastSeenAt),
  });

/** @param when an instant in words */
export function factsOf(screen: ScreenView, when: (at: number) => string): readonly Fact[] {
  const { device, isOnline, isCurrentBuild, health, paired } = screen;
  const facts: (Fact | null)[] = [
    device === null ? null : { name: "picture", text: pictureText(device), tone: "plain" },
    isCurrentBuild === null ? null : isOnline ? versionFact(isCurrentBuild) : lastVersionFact(isCurrentBuild),
    ...(health === null ? [] : healthFacts(health)),
    paired === null
      ? null
      : {
          name: "paired",
          text: t("screens.pairedBy", { by: paired.by, at: when(paired.at) }),
          tone: "plain",
        },
  ];
  return facts.filter((fact) => fact !== null);
}

function pictureText({ width, height, pixelRatio, engine }: NonNullable<ScreenView["device"]>): string {
  const values = { width, height, engine: engine === "" ? t("screens.unknownEngine") : engine };
  return pixelRatio > 1
    ? t("screens.pictureSharp", { ...values, ratio: Math.round(pixelRatio * 10) / 10 })
    : t("screens.picture", values);
}

const versionFact = (isCurrent: boolean): Fact => ({
  name: "version",
  text: t(isCurrent ? "screens.version.current" : "screens.version.old"),
  tone: isCurrent ? "plain" : "warn",
});

/** Of a screen that is not there: nothing to see to, since it loads the newest page when it comes back. */
const lastVersionFact = (wasCurrent: boolean): Fact => ({
  name: "lastVersion",
  text: t(wasCurrent ? "screens.version.current" : "screens.version.wasOld"),
  tone: "plain",
});

function healthFacts({ lateMs, faults, heapMb, upSeconds }: ScreenHealth): Fact[] {
  return [
    smoothFact(lateMs),
    { name: "faults", text: t("screens.faults", { n: faults }, faults), tone: faults > 0 ? "warn" : "plain" },
    ...(heapMb === null
      ? []
      : [{ name: "memory", text: t("screens.memory", { mb: Math.round(heapMb) }), tone: "plain" } as const]),
    { name: "up", text: t("screens.up", { age: age(upSeconds * 1_000) }), tone: "plain" },
  ];
}

function smoothFact(lateMs: number): Fact {
  if (lateMs <= AT_ONCE_MS) return { name: "smooth", text: t("screens.smooth.good"), tone: "plain" };
  if (lateMs <= LATE_MS) {
    return { name: "smooth", text: t("screens.smooth.fair", { ms: Math.round(lateMs) }), tone: "plain" };
  }
  return { name: "smooth", text: t("screens.smooth.bad", { age: age(lateMs) }), tone: "warn" };
}
