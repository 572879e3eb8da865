/**
 * What only the Worker needs: reading what a screen says, which comes from outside and is checked with zod.
 * A screen must never import this door, or the validation library travels to every television.
 */
import { BOUNDS } from "@callboard/core";
import { z } from "zod";
import type { ClientFrame } from "./frames.ts";
import type { ScreenDevice, ScreenHealth } from "./screens.ts";

/** What a screen says of itself when it connects. */
export const screenDevice = z.object({
  build: z.string().max(64),
  width: z.int().min(0).max(100_000),
  height: z.int().min(0).max(100_000),
  pixelRatio: z.number().min(0).max(100),
  engine: z.string().max(40),
}) satisfies z.ZodType<ScreenDevice>;

/** And while it runs, with its acknowledgements. */
export const screenHealth = z.object({
  lateMs: z.number().min(0).max(3_600_000),
  faults: z.int().min(0).max(1_000_000),
  heapMb: z.number().min(0).max(1_000_000).nullable(),
  upSeconds: z.number().min(0).max(1_000_000_000),
}) satisfies z.ZodType<ScreenHealth>;

const seq = z.number().int().nonnegative();
// What a screen says of itself must never cost it its board: what cannot be read is not known. A hello of an earlier version has
// none, and must be read all the same, or its screen would never be told to reload itself.
const clientFrame = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    version: z.number().int(),
    epoch: z.string().max(BOUNDS.idCharsMax).nullable(),
    seq: seq.nullable(),
    device: screenDevice.nullable().catch(null),
  }),
  z.object({ type: z.literal("ack"), seq, health: screenHealth.nullable().catch(null) }),
  z.object({ type: z.literal("resync") }),
]);

export type ClientFrameResult =
  | { readonly kind: "frame"; readonly frame: ClientFrame }
  | { readonly kind: "invalid"; readonly detail: "tooLong" | "notJson" | "notAFrame" };

/** Reads a screen's message. Never throws; its length is checked before anything is parsed. */
export function parseClientFrame(text: string): ClientFrameResult {
  if (text.length > BOUNDS.viewerMessageCharsMax) return { kind: "invalid", detail: "tooLong" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "invalid", detail: "notJson" };
  }
  const parsed = clientFrame.safeParse(value);
  return parsed.success ? { kind: "frame", frame: parsed.data } : { kind: "invalid", detail: "notAFrame" };
}
