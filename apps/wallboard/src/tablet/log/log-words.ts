/**
 * A deed of a log in words: what was done, to what, and what of a tenant's record was changed. Values come from people and are told as
 * they are; a word that is newer than this page is said as it came.
 */
import type { DeploymentDeed } from "@callboard/api/client";
import { shownName } from "../../format/name.ts";
import { i18n, t } from "../../words/words.ts";

type Changes = NonNullable<DeploymentDeed["changes"]>;
type Field = Changes["fields"][number];
type Person = Changes["people"][number];

/** One thing that was changed. `from`: `null` where only what holds now is told. */
export interface ChangeLine {
  readonly what: string;
  readonly from: string | null;
  readonly to: string;
}

const FIELDS: Readonly<Record<Field["field"], string>> = {
  name: "tenants.fields.name",
  zone: "setup.zone.label",
  region: "tenants.fields.region",
  label: "tenants.fields.label",
  clientId: "tenants.fields.clientId",
  reconcileSeconds: "tenants.fields.reconcile",
  clientSecret: "tenants.fields.secret",
};

export const changeLines = ({ fields, people }: Changes): readonly ChangeLine[] => [
  ...fields.map(fieldLine),
  ...people.map(personLine),
];

function fieldLine({ field, from, to }: Field): ChangeLine {
  const what = t(FIELDS[field]);
  // The secret: that it is another one is all that anybody knows.
  if (to === null) return { what, from: null, to: t("log.replaced") };
  return { what, from: from === null ? null : valueText(field, from), to: valueText(field, to) };
}

function valueText(field: Field["field"], value: string): string {
  if (field === "reconcileSeconds") return t("log.seconds", { n: value });
  const isRegion = field === "region" && i18n.global.te(`tenants.regions.${value}`);
  return isRegion ? t(`tenants.regions.${value}`) : shownName(value, "–");
}

function personLine({ kind, who, from, to }: Person): ChangeLine {
  const role = (held: Person["to"]) => t(held === null ? "log.noRole" : `app.roles.${held}`);
  return { what: `${t(`tenants.kinds.${kind}`)} ${shownName(who, "–")}`, from: role(from), to: role(to) };
}

export function deedWords(what: string): string {
  const key = `log.deeds.${what.replaceAll(" ", "_")}`;
  return i18n.global.te(key) ? t(key) : what;
}

/** Deeds of the alert desk say in one word what was done and to what of its. */
const ALERTING: ReadonlyMap<string, readonly [of: string, what: string]> = new Map([
  ["rule changed", ["setup.titles.rules", "changed"]],
  ["rule removed", ["setup.titles.rules", "removed"]],
  ["rule restored", ["setup.titles.rules", "as shipped"]],
  ["sink changed", ["setup.titles.sinks", "changed"]],
  ["sink removed", ["setup.titles.sinks", "removed"]],
  ["secret rotated", ["setup.titles.sinks", "secret rotated"]],
  ["rotation ended", ["setup.titles.sinks", "rotation ended"]],
  ["sinks sealed with the current key", ["setup.titles.sinks", "sealed with the newest key"]],
  ["calendar changed", ["setup.titles.sites", "changed"]],
  ["retention changed", ["log.retention", "changed"]],
  ["settings restored", ["setup.groups.alerts", "restored"]],
  ["deletion begun", ["log.agent", "erased"]],
  ["deletion done", ["log.agent", "erasure done"]],
  ["unacknowledged", ["setup.groups.alerts", "unacknowledged"]],
]);
/** These name their kind once more. */
const NO_IDS = new Set(["sinks", "calendar", "retention", "backup"]);

const TOLD_BY_SETUP = new Set(["calendar changed", "retention changed", "deletion begun"]);

export function alertingWords(what: string, subject: string): DeedWords {
  const [of, deed] = ALERTING.get(what) ?? [];
  if (of === undefined || deed === undefined) return { of: "", id: subject, what };
  return {
    ...{ of: t(of), id: NO_IDS.has(subject) ? "" : subject, what: deed },
    isToldElsewhere: TOLD_BY_SETUP.has(what),
  };
}

/** What `DeedRow` is told of a deed: of what kind its subject is, which one, and what was done. */
export interface DeedWords {
  readonly of: string;
  readonly id: string;
  readonly what: string;
  /** The log of what was set has the same deed. */
  readonly isToldElsewhere?: boolean;
}

const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ...["boards", "screens", "codes", "shifts", "goals", "privacy", "general", "sinks"].map(
    (name) => [name, `setup.titles.${name}`] as const,
  ),
  ["calendar", "setup.titles.sites"],
  ["setup", "setup.title"],
  ["retention", "log.retention"],
  ["agent", "log.agent"],
]);

/** `boards/sales` is "Boards", and which; what is not known is told as it came. */
export function subjectWords(subject: string): { readonly of: string; readonly id: string } {
  const [head = "", ...rest] = subject.split("/");
  const key = SUBJECTS.get(head);
  return key === undefined ? { of: "", id: subject } : { of: t(key), id: rest.join("/") };
}
