/**
 * What desk, relay and route say to each other about a screen's place and about a relay's line: in headers of requests and
 * answers that never leave the Worker. Whatever comes from outside has lost its headers before it reaches an object
 * (`gate/handoff.ts`), so a header of these names is always one of ours.
 */
import { isRelay } from "@callboard/desk";
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";
import { z } from "zod";
import { type View, writtenView } from "../view.ts";

const PLACE = "x-callboard-place";
const LINE = "x-callboard-line";
const AVOID = "x-callboard-avoid";

/** The desk answers a relay's line with these where it serves nobody. */
export const NO_TENANT = 404;
export const PAUSED = 423;

/** A relay that is full answers an upgrade with this. */
export const RELAY_FULL = 409;

const relayNo = z.number().refine(isRelay);
const place = z.object({ relay: relayNo, view: writtenView });
/** Where a screen is to be served, and what it was judged to be shown. */
export interface ScreenPlace {
  readonly relay: number;
  readonly view: View;
}
const line = z.object({ tenant: z.string(), relay: relayNo, names: z.enum(NAME_STYLES) });

/** A relay's line as the desk gets it. */
export interface LineOf {
  readonly relay: number;
  readonly names: NameStyle;
}

const write = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

function read<Shape>(headers: Headers, name: string, shape: z.ZodType<Shape>): Shape | null {
  const text = headers.get(name);
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(decodeURIComponent(text)));
  } catch {
    return null;
  }
}

/** The desk's answer to an upgrade that a relay is to take. */
export const sentTo = (to: ScreenPlace): Response =>
  new Response(null, { status: 204, headers: { [PLACE]: write(to) } });

/** `null` where the desk has answered in another way. */
export const placeOf = ({ headers }: Request | Response): ScreenPlace | null => read(headers, PLACE, place);

/** The upgrade as the relay gets it: with all that the desk got, and what that said. */
export function placedUpgrade(upgrade: Request, to: ScreenPlace): Request {
  const placed = new Request(upgrade.url, upgrade);
  placed.headers.set(PLACE, write(to));
  return placed;
}

/** The upgrade as the desk gets it again, after this relay turned out to be full. */
export function upgradeAvoiding(upgrade: Request, relay: number): Request {
  const again = new Request(upgrade.url, upgrade);
  again.headers.set(AVOID, write(relay));
  return again;
}

export const avoidedBy = ({ headers }: Request): number | null => read(headers, AVOID, relayNo);

/** A relay's upgrade at its desk. */
export const lineUpgrade = (tenant: string, { relay, names }: LineOf): Request =>
  new Request("https://desk/line", {
    headers: { upgrade: "websocket", [LINE]: write({ tenant, relay, names }) },
  });

export const wantsLine = ({ headers }: Request): boolean => headers.has(LINE);

/** `null` where it is no line, or one to another tenant's desk. */
export function lineOf({ headers }: Request, own: string | undefined): LineOf | null {
  const asked = read(headers, LINE, line);
  return asked === null || asked.tenant !== own ? null : { relay: asked.relay, names: asked.names };
}
