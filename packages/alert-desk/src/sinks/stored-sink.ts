/**
 * A sink as it is kept: what may be shown in clear, and what is secret of it sealed. In memory it is open; one that cannot be
 * opened (its key is gone) stays a sink that people see, mend or remove, and that nothing is sent to.
 */
import { type ShownSink, type Sink, showSink } from "@callboard/notices";
import type { ByPerson } from "@callboard/protocol";
import type { SealRefusal, SinkVault } from "../ports.ts";
import type { AttemptView, SinkTest } from "../views.ts";

export interface SinkNotes {
  readonly changed: ByPerson;
  readonly last: AttemptView | null;
  readonly lastTest: SinkTest | null;
}

export interface StoredSink extends SinkNotes {
  readonly shown: ShownSink;
  /** `null`: it has no secrets, or there was no key yet to seal what an earlier version left in clear. */
  readonly sealed: string | null;
  readonly inside: Inside;
}

export type Inside =
  | { readonly kind: "opened"; readonly sink: Sink }
  | { readonly kind: "locked"; readonly why: LockedWhy };

/** `notEntered`: a backup brought the sink, which holds no secrets. */
export type LockedWhy = SealRefusal | "notEntered";

const fieldOf = (id: string): string => `sink:${id}`;

/** Seals a sink whole; `null` where there is no key to seal it with. */
export function sealSink(vault: SinkVault, sink: Sink, notes: SinkNotes): StoredSink | null {
  const { changed, last, lastTest } = notes;
  const secrets = secretsOf(sink);
  const sealed = secrets === null ? null : vault.seal(fieldOf(sink.id), JSON.stringify(secrets));
  if (secrets !== null && sealed === null) return null;
  return { shown: showSink(sink), sealed, inside: { kind: "opened", sink }, changed, last, lastTest };
}

/** A sink whose stored body is whole: an e-mail sink, or one that an earlier version left in clear. */
export const clearSink = (sink: Sink, notes: SinkNotes): StoredSink => ({
  ...{ shown: showSink(sink), sealed: null, inside: { kind: "opened", sink } },
  ...{ changed: notes.changed, last: notes.last, lastTest: notes.lastTest },
});

/** A sink of which the secrets are sealed. Never throws. */
export function openSink(vault: SinkVault, shown: ShownSink, sealed: string, notes: SinkNotes): StoredSink {
  const { changed, last, lastTest } = notes;
  return { shown, sealed, inside: insideOf(vault, shown, sealed), changed, last, lastTest };
}

function insideOf(vault: SinkVault, shown: ShownSink, sealed: string): Inside {
  const opened = vault.open(fieldOf(shown.id), sealed);
  if (opened.kind === "refused") return { kind: "locked", why: opened.why };
  const sink = joined(shown, opened.clear);
  return sink === null ? { kind: "locked", why: "malformed" } : { kind: "opened", sink };
}

/** Whether it holds secrets that are not sealed. */
export const isInClear = ({ sealed, inside }: StoredSink): boolean =>
  sealed === null && inside.kind === "opened" && secretsOf(inside.sink) !== null;

export type ResealedSink =
  | { readonly kind: "rewrapped"; readonly stored: StoredSink }
  | { readonly kind: "current" }
  | { readonly kind: "refused"; readonly why: SealRefusal | "noKey" };

/** The same sink, sealed with the current key. */
export function resealSink(vault: SinkVault, stored: StoredSink): ResealedSink {
  if (stored.sealed === null) return resealClear(vault, stored);
  const result = vault.rewrap(fieldOf(stored.shown.id), stored.sealed);
  if (result.kind !== "rewrapped") return result;
  return { kind: "rewrapped", stored: { ...stored, sealed: result.sealed } };
}

function resealClear(vault: SinkVault, stored: StoredSink): ResealedSink {
  if (!isInClear(stored) || stored.inside.kind === "locked") return { kind: "current" };
  const sealed = sealSink(vault, stored.inside.sink, stored);
  return sealed === null ? { kind: "refused", why: "noKey" } : { kind: "rewrapped", stored: sealed };
}

// ── What of a sink is secret ───────────────────────────────────────────────────────────────────────────────

type Secrets = readonly ["url", string, ...string[]] | readonly ["routingKey", string];

/** The address (for Slack and Teams it is the secret itself), signing secrets, a routing key; `null`: nothing. */
function secretsOf(sink: Sink): Secrets | null {
  switch (sink.kind) {
    case "webhook":
      return ["url", sink.url, ...sink.secrets];
    case "slack":
    case "teams":
      return ["url", sink.url];
    case "pagerduty":
      return ["routingKey", sink.routingKey];
    case "email":
      return null;
    default:
      return sink satisfies never;
  }
}

/** `null`: what was sealed is not what such a sink has. */
function joined(shown: ShownSink, clear: string): Sink | null {
  const secrets = readSecrets(clear);
  if (secrets === null) return null;
  const [what, first, ...more] = secrets;
  const { id, name, enabled } = shown;
  switch (shown.kind) {
    case "webhook":
      return what === "url" ? { id, name, enabled, kind: shown.kind, url: first, secrets: more } : null;
    case "slack":
    case "teams":
      return what === "url" ? { id, name, enabled, kind: shown.kind, url: first } : null;
    case "pagerduty": {
      const { serviceRegion } = shown;
      return what === "routingKey"
        ? { id, name, enabled, kind: shown.kind, routingKey: first, serviceRegion }
        : null;
    }
    case "email":
      return null;
    default:
      return shown satisfies never;
  }
}

function readSecrets(clear: string): readonly [string, string, ...string[]] | null {
  try {
    const read: unknown = JSON.parse(clear);
    if (!Array.isArray(read) || !read.every((part) => typeof part === "string")) return null;
    const [what, first, ...more] = read;
    return what === undefined || first === undefined ? null : [what, first, ...more];
  } catch {
    return null;
  }
}
