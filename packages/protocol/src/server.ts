/**
 * What only the Worker needs: reading what a screen says, which comes from outside and is checked with zod.
 * A screen must never import this door, or the validation library travels to every television.
 */
import { BOUNDS } from "@callboard/core";
import { z } from "zod";
import type { ClientFrame } from "./frames.ts";

const seq = z.number().int().nonnegative();
const clientFrame = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    version: z.number().int(),
    epoch: z.string().max(BOUNDS.idCharsMax).nullable(),
    seq: seq.nullable(),
  }),
  z.object({ type: z.literal("ack"), seq }),
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
