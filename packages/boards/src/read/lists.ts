/** The smaller settings as they come from outside: the tenant's name and zone, status codes, goals, names. */
import { BOUNDS, type Complaints, SERVICE_LEVEL_VARIANTS } from "@callboard/core";
import { NAME_STYLES } from "@callboard/protocol";
import { LANGUAGES } from "../plan.ts";
import type { AliasSetup, CodeSetup, GeneralSetup, GoalsSetup, PrivacySetup } from "../setup.ts";
import { line, list, number, oneOf, strict, theirText, whole, yesNo, zone } from "./parts.ts";
import { complainOfTwins, partOf, placeOf, type Reading, readWith, rowsOf, textAt } from "./reading.ts";

const DAY_SECONDS = 86_400;

export const general = strict({ name: line(BOUNDS.nameCharsMax), zone, language: oneOf(LANGUAGES) });

export const readGeneral = (value: unknown): Reading<GeneralSetup> =>
  readWith(general, value, "the general setting");

const code = strict({
  code: theirText(BOUNDS.nameCharsMax),
  label: line(BOUNDS.nameCharsMax),
  takesContacts: yesNo,
});
export const codes = list(code, BOUNDS.statusCodesMax, "codes");

/** One of them, as a row of an import. */
export const readCode = (value: unknown): Reading<CodeSetup> => readWith(code, value, "the row");

export const readCodes = (value: unknown): Reading<readonly CodeSetup[]> =>
  readWith(codes, value, "codes", (all, complaints) =>
    complainOfTwins("lines are of the code", rowsOf(all), textAt("code"), complaints),
  );

const waitSeconds = number(0, DAY_SECONDS).nullable().default(null);
const waiting = whole(0, BOUNDS.contactsMax).nullable().default(null);
const GOAL = {
  thresholdSeconds: number(1, DAY_SECONDS),
  shortAbandonSeconds: number(0, DAY_SECONDS),
  goalPct: number(0, 100),
  variant: oneOf(SERVICE_LEVEL_VARIANTS),
  warnWaitSeconds: waitSeconds,
  alarmWaitSeconds: waitSeconds,
  warnWaiting: waiting,
  alarmWaiting: waiting,
};
export const goals = strict({
  all: strict(GOAL),
  queues: list(strict({ queueId: theirText(), ...GOAL }), BOUNDS.queuesMax, "queues").default([]),
});

export const readGoals = (value: unknown): Reading<GoalsSetup> =>
  readWith(goals, value, "the goals", (all, complaints) => {
    const queues = rowsOf(partOf(all, "queues"));
    complainOfTwins("goals are of the queue", queues, textAt("queueId"), complaints);
    checkGoal(partOf(all, "all"), "The goal of all queues", complaints);
    for (const [index, one] of queues.entries()) {
      checkGoal(one, placeOf(["queues", String(index)], all), complaints);
    }
  });

/** What alarms no later than it warns has a warning that nobody ever sees. */
function checkGoal(goal: unknown, place: string, complaints: Complaints): void {
  for (const [warn, alarm] of [
    ["warnWaitSeconds", "alarmWaitSeconds"],
    ["warnWaiting", "alarmWaiting"],
  ] as const) {
    const [warnAt, alarmAt] = [partOf(goal, warn), partOf(goal, alarm)];
    if (typeof warnAt !== "number" || typeof alarmAt !== "number" || warnAt < alarmAt) continue;
    complaints.add(
      `${place} alarms before it warns: let \`${warn}\` be below \`${alarm}\`, or leave one out.`,
    );
  }
}

const alias = strict({ agentId: theirText(), alias: line(BOUNDS.aliasCharsMax) });
export const privacy = strict({
  names: oneOf(NAME_STYLES),
  aliases: list(alias, BOUNDS.aliasesMax, "aliases").default([]),
});

/** One alias, as a row of an import. */
export const readAlias = (value: unknown): Reading<AliasSetup> => readWith(alias, value, "the row");

export const readPrivacy = (value: unknown): Reading<PrivacySetup> =>
  readWith(privacy, value, "the privacy setting", (all, complaints) => {
    const aliases = rowsOf(partOf(all, "aliases"));
    complainOfTwins("aliases are of the agent", aliases, textAt("agentId"), complaints);
    // Two people of one alias could not be told apart on any wall.
    complainOfTwins("people have the alias", aliases, aliasAt, complaints);
  });

const aliasAt = (row: unknown): string | null => textAt("alias")(row)?.trim().toLowerCase() ?? null;
