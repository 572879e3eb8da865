/**
 * What is kept of people and for how long, what was deleted on request, and a tenant's settings as one file: as it is sent, kept and
 * shown. A file comes from outside, whoever wrote it: nothing of it is believed before its reader has taken it. No secret is in any.
 */
import { BOUNDS } from "@callboard/core";
import { z } from "zod";
import { grant, upstreamOptions } from "./contracts.ts";

const DAY_MS = 24 * 3_600_000;
const daysUpTo = (mostMs: number, leastDays = 1) =>
  z
    .int()
    .min(leastDays)
    .max(mostMs / DAY_MS);

// ── How long what is kept ──────────────────────────────────────────────────────────────────────────────────

/** What a tenant may set, in days. The most is the default; nothing is kept longer than the product keeps it. */
export const retention = z.strictObject({
  /** Everything that happened on the floor, packed: replay, backtests. */
  historyDays: daysUpTo(BOUNDS.historyKeepMs),
  /** Figures by the minute and what agents did: trends, timelines. */
  minutesDays: daysUpTo(BOUNDS.historyKeepMs),
  /** Alerts with their comments, incidents, silences that are over, and notices. */
  alertsDays: daysUpTo(BOUNDS.alertHistoryKeepMs),
  /** Who changed what. */
  auditDays: daysUpTo(BOUNDS.auditKeepMs, BOUNDS.auditDaysMin),
});
export type Retention = z.infer<typeof retention>;

const RETENTION_DEFAULT: Retention = {
  historyDays: BOUNDS.historyKeepMs / DAY_MS,
  minutesDays: BOUNDS.historyKeepMs / DAY_MS,
  alertsDays: BOUNDS.alertHistoryKeepMs / DAY_MS,
  auditDays: BOUNDS.auditKeepMs / DAY_MS,
};

/** What it may be set to, as it is answered. */
export const BOUNDS_OF_RETENTION = {
  most: RETENTION_DEFAULT,
  least: { historyDays: 1, minutesDays: 1, alertsDays: 1, auditDays: BOUNDS.auditDaysMin },
} as const satisfies { readonly most: Retention; readonly least: Retention };

/** How much of what is stored now is older than that, in rows: what goes when it is put in force. */
const retentionGoes = z.object({
  historyChunks: z.int(),
  historyBytes: z.int(),
  minutes: z.int(),
  alerts: z.int(),
  notices: z.int(),
  deeds: z.int(),
});
export type RetentionGoes = z.infer<typeof retentionGoes>;

/** What nobody sets, and how long it is kept; `null`: as long as the tenant. */
export const RETENTION_FIXED = [
  { kind: "checkpoint", keptMs: BOUNDS.checkpointEveryMs },
  { kind: "log", keptMs: BOUNDS.logKeepMs },
  { kind: "told", keptMs: BOUNDS.ruleSecondsMax * 1_000 },
  { kind: "pairing", keptMs: BOUNDS.pairingKeepMs },
  { kind: "baselines", keptMs: null },
  { kind: "settings", keptMs: null },
] as const;

/** `GET /api/tenants/{t}/retention`. */
export const retentionView = z.object({
  revision: z.int(),
  changed: z.object({ by: z.string(), at: z.number() }).nullable(),
  value: retention,
  most: retention,
  least: retention,
  fixed: z.array(
    z.object({ kind: z.enum(RETENTION_FIXED.map(({ kind }) => kind)), keptMs: z.number().nullable() }),
  ),
  /** Of a trial: nothing was put in force, and `value` is what was tried. */
  isTrial: z.boolean(),
  goes: retentionGoes,
});
export type RetentionView = z.infer<typeof retentionView>;

/** `PUT /api/tenants/{t}/retention`. `isTrial`: says what would go, and changes nothing. */
export const retentionOrder = z.object({
  revision: z.int().min(0),
  value: retention,
  isTrial: z.boolean().default(false),
});
export type RetentionOrder = z.infer<typeof retentionOrder>;

// ── Deletion of one agent's past ───────────────────────────────────────────────────────────────────────────

/** `POST /api/tenants/{t}/agents/{id}/erase`. `confirm` is the id once more; `withSettings`: alias and shift go, too. */
export const eraseOrder = z.object({
  confirm: z.string().min(1).max(BOUNDS.idCharsMax),
  withSettings: z.boolean().default(true),
});
export type EraseOrder = z.infer<typeof eraseOrder>;

/** What a deletion does not reach, in words that an app says in full. */
export const ERASURE_LIMITS = [
  /** Text that people wrote themselves: comments, reasons, names of boards and of rules. */
  "freeText",
  /** The live floor goes on showing who is on it. */
  "liveFloor",
  /** The desk's own log, which forgets after a quarter of an hour; platform backups of it after 30 days. */
  "deskLog",
  /** What was sent to receivers of notices is theirs. */
  "receivers",
] as const;

export const erasure = z.object({
  id: z.string(),
  state: z.enum(["working", "done"]),
  /** Whom it is about, while it works; once it is done that is forgotten as well. */
  agentId: z.string().nullable(),
  by: z.string(),
  at: z.number(),
  endedAt: z.number().nullable(),
  /** Rows looked at so far, and to look at; more may come while it works. */
  progress: z.object({ done: z.int(), total: z.int() }),
  /** What was deleted or made anonymous so far, in rows. */
  changed: z.object({ history: z.int(), minutes: z.int(), alerts: z.int(), notices: z.int() }),
  withSettings: z.boolean(),
});
export type Erasure = z.infer<typeof erasure>;

/** `GET /api/tenants/{t}/erasures`, the newest first. */
export const erasures = z.object({
  erasures: z.array(erasure),
  limits: z.array(z.enum(ERASURE_LIMITS)),
});
export type Erasures = z.infer<typeof erasures>;

// ── A tenant's settings as a file ──────────────────────────────────────────────────────────────────────────

export const BACKUP_FORMAT = "callboard-backup";
export const BACKUP_VERSION = 1;

/** What a file does not hold, in words that an app says in full. */
export const BACKUP_LACKS = [
  "clientSecret",
  "sinkSecrets",
  "screenCredentials",
  "history",
  "alerts",
  "auditLog",
] as const;

const settings = z.record(z.string(), z.unknown());

/** Each part stands for itself; one that is left out (by an earlier version, or by hand) leaves what is there as it is. */
export const backupContent = z.object({
  tenant: z
    .object({
      name: z.string().min(1).max(BOUNDS.nameCharsMax),
      zone: z.string().max(BOUNDS.zoneCharsMax),
      people: z.array(grant).max(BOUNDS.grantsMax),
      options: upstreamOptions,
      /** To know it by; never restored. */
      region: z.string(),
      label: z.string(),
      clientId: z.string(),
    })
    .optional(),
  /** Documents by name, boards and screens among them; screens without what their televisions are known by. */
  setup: settings.optional(),
  /** Rules of the tenant's own, and shipped ones that somebody changed. */
  rules: z.array(settings).max(BOUNDS.rulesMax).optional(),
  /** With its sites; `null`: nobody has set one. */
  calendar: settings.nullable().optional(),
  /** As they are shown: each needs its secret again, where it has one. */
  sinks: z.array(settings).max(BOUNDS.sinksMax).optional(),
  /** Those that were not over. */
  silences: z.array(settings).max(BOUNDS.silencesMax).optional(),
  retention: retention.optional(),
});
export type BackupContent = z.infer<typeof backupContent>;

/** `GET /api/tenants/{t}/backup`. */
export const backupFile = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.int().min(1),
  madeAt: z.number(),
  /** The tenant that it was made of. */
  of: z.string(),
  lacks: z.array(z.string()),
  /** SHA-256 of `content` as canonical JSON (keys in order, no spaces), in hexadecimal digits. */
  checksum: z.string(),
  content: backupContent,
});
export type BackupFile = z.infer<typeof backupFile>;

/** `POST /api/tenants/{t}/restore`. A trial changes nothing. `withTenant`: its name, zone, people and options, too. */
export const restoreOrder = z.object({
  file: z.unknown(),
  isTrial: z.boolean().default(true),
  withTenant: z.boolean().default(false),
});
export type RestoreOrder = z.infer<typeof restoreOrder>;

const RESTORE_PARTS = ["tenant", "setup", "rule", "calendar", "sink", "silence", "retention"] as const;

/** One thing of the file, or one that is there and not in the file. */
export const restoreChange = z.object({
  part: z.enum(RESTORE_PARTS),
  /** The name of a document, the id of a rule, sink or silence. */
  id: z.string(),
  /** `kept`: it is there, not in the file, and stays. */
  what: z.enum(["same", "new", "changed", "removed", "kept", "refused"]),
  complaints: z.array(z.string()),
});
export type RestoreChange = z.infer<typeof restoreChange>;

export const restoreReport = z.object({
  isTrial: z.boolean(),
  /** All of it is in force now. Not where anything was refused: then nothing was changed. */
  isSaved: z.boolean(),
  changes: z.array(restoreChange),
  /** Sinks whose secret has to be entered again, by id. */
  secretsToEnter: z.array(z.string()),
  /** What is wrong with the file as a whole. */
  complaints: z.array(z.string()),
});
export type RestoreReport = z.infer<typeof restoreReport>;
