/**
 * What is said of alerts wherever they are shown, on walls and on tablets, in the language that is set: read it where it is
 * drawn, never once and for all. The texts are in the words' area `floor`.
 */
import { SEVERITIES, type Severity } from "@callboard/protocol";
import type { AlertCare } from "../floor/alert-order.ts";
import type { AlertWatch } from "../floor/alert-watch.ts";
import { t } from "../words/words.ts";

type Trouble = Exclude<AlertWatch, "watched">;
interface TroubleWords {
  readonly whole: string;
  readonly short: string;
}

/** One text per name, looked up each time it is read. */
function spoken<Name extends string, Said>(
  names: readonly Name[],
  say: (name: Name) => Said,
): Readonly<Record<Name, Said>> {
  const said = {} as Record<Name, Said>;
  for (const name of names) Object.defineProperty(said, name, { enumerable: true, get: () => say(name) });
  return said;
}

const severities = spoken<Severity, string>(SEVERITIES, (name) => t(`floor.severities.${name}`));
const trouble = spoken<Trouble, TroubleWords>(["unheard", "frozen", "lost"], (watch) => ({
  whole: t(`floor.alerts.watch.${watch}`),
  short: t(`floor.alerts.watchShort.${watch}`),
}));

export const alertWords = {
  severities,
  trouble,
  get none() {
    return t("floor.alerts.none");
  },
  some: (count: string, isOne: boolean) => t("floor.alerts.some", { n: count }, isOne ? 1 : 2),
  more: (count: string) => t("floor.alerts.more", { count }),
  moreInShort: (count: string) => t("floor.alerts.moreInShort", { count }),
  marked: (severity: Severity) => t("floor.alerts.marked", { severity: severities[severity] }),

  get theFeed() {
    return t("floor.alerts.theFeed");
  },
  get agentUnknown() {
    return t("floor.alerts.agentUnknown");
  },
  get queueUnknown() {
    return t("floor.alerts.queueUnknown");
  },
  get ruleNameless() {
    return t("floor.alerts.ruleNameless");
  },

  care: {
    open: () => "",
    ending: () => t("floor.alerts.care.ending"),
    flapping: () => t("floor.alerts.care.flapping"),
    seen: (by: string) => t("floor.alerts.care.seen", { by }),
    silenced: (by: string) => t("floor.alerts.care.silenced", { by }),
  } satisfies Record<AlertCare, (by: string) => string>,
  get somebody() {
    return t("floor.alerts.somebody");
  },
  said: (by: string, text: string) => t("floor.alerts.said", { by, text }),

  limit: (limit: string) => t("floor.alerts.limit", { limit }),
  figure: (value: string, limit: string) => t("floor.alerts.figure", { value, limit }),
} as const;
