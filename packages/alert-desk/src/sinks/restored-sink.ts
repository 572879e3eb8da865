/**
 * A sink as a backup holds it: what may be shown, and no secret. Where it has one it is kept locked until somebody enters that again;
 * nothing is sent to it meanwhile, and its notices say why.
 */
import { BOUNDS } from "@callboard/core";
import { readSink, type ShownSink, SINK_SHAPES } from "@callboard/notices";
import { z } from "zod";
import { clearSink, type SinkNotes, type StoredSink } from "./stored-sink.ts";

const named = { id: true, kind: true, name: true, enabled: true } as const;
const host = z.string().max(BOUNDS.sinkUrlCharsMax);

const shownSink = z.discriminatedUnion("kind", [
  SINK_SHAPES.webhook
    .pick(named)
    .required()
    .extend({ host, secrets: z.int().min(0).max(2) }),
  SINK_SHAPES.slack.pick(named).required().extend({ host }),
  SINK_SHAPES.teams.pick(named).required().extend({ host }),
  SINK_SHAPES.pagerduty
    .pick(named)
    .required()
    .extend({ keyEnd: z.string().max(4), serviceRegion: z.enum(["us", "eu"]) }),
  SINK_SHAPES.email.required(),
]);

export type RestoredSink =
  | { readonly kind: "read"; readonly shown: ShownSink; readonly needsSecret: boolean }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

/** `value` as `backup` writes it. */
export function readRestoredSink(value: Readonly<Record<string, unknown>>): RestoredSink {
  const { needsSecret: _, ...rest } = value;
  const read = shownSink.safeParse(rest);
  if (!read.success) {
    const complaints = read.error.issues.map(({ path, message }) => `\`${path.join(".")}\`: ${message}`);
    return { kind: "refused", complaints: complaints.slice(0, 5) };
  }
  const shown = read.data;
  if (shown.kind !== "email") return { kind: "read", shown, needsSecret: true };
  const sink = readSink(shown, { isLocal: false, previous: null, newSecret: () => "" });
  return sink.kind === "refused" ? sink : { kind: "read", shown, needsSecret: false };
}

/** What is kept of it; of one that was there what is secret stays, and the file says the rest. */
export function restoredSink(shown: ShownSink, before: StoredSink | undefined, notes: SinkNotes): StoredSink {
  if (shown.kind === "email") return clearSink(shown, notes);
  if (before === undefined || before.shown.kind !== shown.kind)
    return { ...notes, shown, sealed: null, inside: { kind: "locked", why: "notEntered" } };
  const { name, enabled } = shown;
  const { inside } = before;
  return {
    ...{ ...before, changed: notes.changed, shown: { ...before.shown, name, enabled } },
    inside: inside.kind === "opened" ? { kind: "opened", sink: { ...inside.sink, name, enabled } } : inside,
  };
}
