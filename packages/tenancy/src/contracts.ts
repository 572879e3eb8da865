/**
 * A tenant as it is sent, kept and shown. What is sent comes from outside: everything is bounded, and nothing of it ever becomes
 * an address by itself (`upstreamOrigins` of packages/cxone builds those). The secret goes in and never comes out.
 */
import { BOUNDS, isVisible, isZone, visibleLine } from "@callboard/core";
import { REGIONS } from "@callboard/cxone";
import { SCREEN_ORDERS } from "@callboard/protocol";
import { screenDevice, screenHealth } from "@callboard/protocol/server";
import { z } from "zod";
import { SEAL_REFUSALS } from "./book/sealer.ts";
import { ROLES } from "./roles.ts";

/** Lower-case letters, digits and hyphens: it is part of addresses, and the name of the tenant's objects. */
export const tenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens, at most 63");

const zone = z.string().max(BOUNDS.zoneCharsMax).refine(isZone, 'not an IANA zone such as "Europe/Berlin"');

/** One DNS label: `acme` in `acme.nicecxone.com`. */
const label = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, "one DNS label, such as the acme of acme.nicecxone.com");

/** A name that people give: without what nobody sees, as screens' and boards' names are. */
const name = z
  .string()
  .max(BOUNDS.nameCharsMax)
  .transform(visibleLine)
  .pipe(z.string().min(1, "must not be empty"));

/** What others compare letter for letter: where something of it cannot be seen, it is refused rather than made another one. */
const exactly = (charsMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    .refine(
      isVisible,
      "has characters that nobody sees, such as marks that turn the direction of text: type it by hand",
    );

/** Who has a role: everybody of a group of the identity provider, or one person by e-mail address. Compared without case. */
export const grant = z.object({
  kind: z.enum(["group", "email"]),
  who: exactly(BOUNDS.emailAddressCharsMax),
  role: z.enum(ROLES),
});
export type Grant = z.infer<typeof grant>;

export const upstreamOptions = z.object({
  /** How often REST ground truth is compared; the guide's 60 s. Longer spares a tenant's request quota. */
  reconcileSeconds: z
    .int()
    .min(BOUNDS.reconcileEveryMs / 2_000)
    .max((BOUNDS.reconcileEveryMs * 5) / 1_000)
    .default(BOUNDS.reconcileEveryMs / 1_000),
});
export type UpstreamOptions = z.infer<typeof upstreamOptions>;

/** What people send to add or change a tenant. `clientSecret` left out keeps the one that is stored. */
export const tenantInput = z.object({
  name,
  zone,
  region: z.enum(REGIONS),
  label,
  clientId: exactly(BOUNDS.nameCharsMax),
  clientSecret: z.string().min(1).max(BOUNDS.clientSecretCharsMax).optional(),
  people: z.array(grant).max(BOUNDS.grantsMax).default([]),
  options: upstreamOptions.prefault({}),
});
export type TenantInput = z.infer<typeof tenantInput>;

/** What removes a tenant: its own id once more, so that no slip in an address deletes a customer, and the revision that was looked at. */
export const removeOrder = z.object({
  confirm: tenantId,
  revision: z.coerce.number<number | string>().int().min(0),
});

export const TENANT_STATES = ["active", "paused", "removing"] as const;
export type TenantState = (typeof TENANT_STATES)[number];

const changed = z.object({ by: z.string(), at: z.number() }).nullable();

/** A tenant as administrators see it. */
export const tenantView = tenantInput.omit({ clientSecret: true }).extend({
  id: tenantId,
  /** Rises with each change; a change names the one that it is about. */
  revision: z.int(),
  state: z.enum(TENANT_STATES),
  /** Declared by the local development's environment: shown here, changed there. */
  isLocal: z.boolean(),
  hasSecret: z.boolean(),
  /** The key that the secret is sealed with; `null` where there is no secret. */
  keyVersion: z.int().nullable(),
  createdAt: z.number(),
  changed,
});
export type TenantView = z.infer<typeof tenantView>;

/** `GET /api/tenants?after=…&limit=…`: in the order of their ids; `next` is what to ask with for more, `null` where there is none. */
export const tenantPage = z.object({ tenants: z.array(tenantView), next: z.string().nullable() });
export type TenantPage = z.infer<typeof tenantPage>;

/** Who may look where, as the gate keeps it for a moment. */
export const tenantPeople = z.object({
  id: tenantId,
  name: z.string(),
  state: z.enum(TENANT_STATES),
  people: z.array(grant),
});
export type TenantPeople = z.infer<typeof tenantPeople>;

export const TENANT_FIELDS = [
  "name",
  "zone",
  "region",
  "label",
  "clientId",
  "reconcileSeconds",
  "clientSecret",
] as const;

/** What a deed changed of a tenant's record. The secret is only said to be another one; people beyond a few are counted. */
export const deedChanges = z.object({
  /** As they were and as they are; `from` is `null` of a tenant that is added, both are `null` of the secret. */
  fields: z.array(
    z.object({ field: z.enum(TENANT_FIELDS), from: z.string().nullable(), to: z.string().nullable() }),
  ),
  /** Who has another role than before; `null` is none. */
  people: z.array(
    z.object({
      kind: grant.shape.kind,
      who: z.string(),
      from: z.enum(ROLES).nullable(),
      to: z.enum(ROLES).nullable(),
    }),
  ),
  /** Further people and groups whose roles were changed. */
  morePeople: z.int(),
});
export type DeedChanges = z.infer<typeof deedChanges>;

/** What somebody did to the deployment. Its number is the revision that came of it. */
export const deploymentDeed = z.object({
  number: z.int(),
  at: z.number(),
  by: z.string(),
  /** A word of ours: "added", "added again", "changed", "paused", "resumed", "removing", "removed". */
  what: z.string(),
  /** A tenant's id, or what else it was done to. */
  subject: z.string(),
  /** `null` where no record was changed, the tenant is gone, or the deed is from before this was kept. */
  changes: deedChanges.nullable(),
});
export type DeploymentDeed = z.infer<typeof deploymentDeed>;

/** `GET /api/log?before=…&limit=…` and `…/tenants/{t}/log`, the newest first; `before` is what to ask with for more. */
export const deploymentLog = z.object({ deeds: z.array(deploymentDeed), before: z.number().nullable() });
export type DeploymentLog = z.infer<typeof deploymentLog>;

/** `GET /api/keys`. Of a deployment with very many tenants it is told in slices: `next` is what to ask with for the rest. */
export const keysView = z.object({
  /** The version that new secrets are sealed with; `null`: there is no key that can be used. */
  current: z.int().nullable(),
  /** Versions that are in CALLBOARD_KEYS or that a secret is sealed with, the newest first. */
  versions: z.array(
    z.object({ version: z.int(), secrets: z.int(), isHere: z.boolean(), isCurrent: z.boolean() }),
  ),
  /** Versions in CALLBOARD_KEYS that no secret needs any more; `null` where not all could be counted. */
  unneeded: z.array(z.int()).nullable(),
  /** Secrets that cannot be opened: their key is not here, or they are damaged. */
  locked: z.int(),
  /** Sinks of an earlier version whose secrets wait for a first key. */
  inClear: z.int(),
  /** Tenants whose alert desks did not answer: their sinks are not counted. */
  unasked: z.array(z.string()),
  /** What is wrong with CALLBOARD_KEYS; never a key. */
  complaints: z.array(z.string()),
  next: z.string().nullable(),
});
export type KeysView = z.infer<typeof keysView>;

/** `POST /api/keys/rotate` `{after?}`. May be asked again and again; `next` is what to ask with for the rest. */
export const keysOrder = z.object({ after: z.string().max(BOUNDS.idCharsMax).default("") });
export const keysRotated = z.object({
  current: z.int(),
  /** Secrets that were sealed with the current key now, and those that were before. */
  rewrapped: z.int(),
  unchanged: z.int(),
  /** What could not be sealed anew, as many as are told one by one; `what` is "clientSecret" or a sink's id. */
  refused: z.array(z.object({ tenant: z.string(), what: z.string(), why: z.enum(SEAL_REFUSALS) })),
  refusedCount: z.int(),
  /** Tenants whose alert desks did not answer: ask again. */
  unasked: z.array(z.string()),
  next: z.string().nullable(),
});
export type KeysRotated = z.infer<typeof keysRotated>;

/**
 * What a tenant's objects are given of it, and keep: they stay whose they are without asking anybody. The secret is sealed
 * for the tenant and the field `clientSecret`.
 */
export const charge = z.object({
  id: tenantId,
  revision: z.int(),
  state: z.enum(TENANT_STATES),
  name: z.string(),
  zone: z.string(),
  region: z.enum(REGIONS),
  label,
  clientId: z.string(),
  sealedSecret: z.string(),
  options: upstreamOptions,
});
export type Charge = z.infer<typeof charge>;

export const CHECK_STEPS = [
  "host",
  "token",
  "scopes",
  "users",
  "skills",
  "stream",
  "firstEvent",
  "clock",
] as const;
export type CheckStepName = (typeof CHECK_STEPS)[number];

/** One step of the connection check, in the order of `CHECK_STEPS`. */
export const checkStep = z.object({
  step: z.enum(CHECK_STEPS),
  /** `skipped`: an earlier step failed, and this one cannot be tried without it. */
  verdict: z.enum(["good", "bad", "unsure", "skipped"]),
  /** What was found, in a sentence; never a token, a secret or what the upstream wrote. */
  found: z.string(),
  /** What to do, where something is to be done. */
  advice: z.string().nullable(),
  tookMs: z.number(),
});
export type CheckStep = z.infer<typeof checkStep>;

export const checkReport = z.object({ at: z.number(), isGood: z.boolean(), steps: z.array(checkStep) });
export type CheckReport = z.infer<typeof checkReport>;

/** Who is looking, and where they may: `GET /api/session`. */
export const sessionView = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  /** The built-in identity of local development: people say by themselves who they are. */
  isLocal: z.boolean(),
  /** When the sign-in ends; `null` for local development. */
  expiresAt: z.number().nullable(),
  /** May add and remove tenants, and change keys. */
  isOwner: z.boolean(),
  region: z.string().nullable(),
  tenants: z.array(
    z.object({ id: tenantId, name: z.string(), role: z.enum(ROLES), state: z.enum(TENANT_STATES) }),
  ),
});
export type SessionView = z.infer<typeof sessionView>;

// ── Screens ────────────────────────────────────────────────────────────────────────────────────────────

/** What a television that wants to be paired is given: `POST /api/tv/pairings`. */
export const pairingOffer = z.object({
  id: z.string(),
  /** As it is shown, "K7MW-4XQ2": read aloud without mistakes, typed in any case. */
  code: z.string(),
  /** Only the television that asked has it; it is exchanged for the screen's cookie once. */
  secret: z.string(),
  expiresAt: z.number(),
  askEveryMs: z.number(),
  /** Where a supervisor confirms it; what the QR code says. With the code's first half alone: the other one is read from the television. */
  address: z.string(),
});
export type PairingOffer = z.infer<typeof pairingOffer>;

/** `POST /api/tv/pairings/{id}/claim` `{secret}`. With `paired` comes the cookie. */
export const pairingClaim = z.object({ state: z.enum(["waiting", "paired", "expired"]) });
export type PairingClaim = z.infer<typeof pairingClaim>;

/**
 * `GET /api/tv/session`, `401` where the television is not paired (any more). `build` is the Worker's that answers: what a page
 * that asks when it is loaded says of itself in its hello.
 */
export const tvSession = z.object({
  screen: z.object({ id: z.string(), name: z.string(), number: z.int() }),
  build: z.string(),
  expiresAt: z.number(),
});
export type TvSession = z.infer<typeof tvSession>;

/** `POST /api/tenants/{t}/screens/{id}/orders`, `…/board`; these, `…/pair` and `…/revoke` answer with the `ScreenView`. */
export const screenOrder = z.object({ order: z.enum(SCREEN_ORDERS) });
export const screenBoard = z.object({ board: z.string().max(BOUNDS.idCharsMax) });

/** `POST /api/tenants/{t}/screens/pair`: a new screen by name and board, or the one that a television takes the place of. */
export const pairInput = z.object({
  code: z.string().trim().min(1).max(40),
  screen: z.union([
    z.object({
      name: z.string().trim().min(1).max(BOUNDS.titleCharsMax),
      board: z.string().max(BOUNDS.idCharsMax),
    }),
    z.object({ id: z.string().max(BOUNDS.idCharsMax) }),
  ]),
});
export type PairInput = z.infer<typeof pairInput>;

/** What a screen says of itself, and what can be asked of it: the protocol's words, since it is screens that say them. */
export type { ScreenDevice, ScreenHealth, ScreenOrder } from "@callboard/protocol";
export { screenDevice, screenHealth };

/** A screen as supervisors see it: `GET /api/tenants/{t}/screens`. Those of the setup, paired or not. */
export const screenView = z.object({
  id: z.string(),
  name: z.string(),
  board: z.string(),
  /** The number that it shows when it is asked who it is. */
  number: z.int(),
  paired: z.object({ at: z.number(), by: z.string() }).nullable(),
  isOnline: z.boolean(),
  lastSeenAt: z.number().nullable(),
  /** `null` while it was never online. */
  device: screenDevice.nullable(),
  /** Whether its page is the Worker's own build; of a screen that is not online the page that it showed last. `null`: not known. */
  isCurrentBuild: z.boolean().nullable(),
  health: screenHealth.nullable(),
});
export type ScreenView = z.infer<typeof screenView>;
