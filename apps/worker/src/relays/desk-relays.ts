/**
 * The desk's side of its relays: where a new screen goes, relays' lines, and word to the relays when something was decided
 * about those who look. What a relay tells is its own count and nothing else; all that is judged is judged at the desk.
 */
import { BOUNDS } from "@callboard/core";
import { PLACE_LIMITS, type PlaceLimits, Places, type RelayCounts } from "@callboard/desk";
import { relayOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { vouched } from "../gate/whose.ts";
import type { ScreenTelling } from "../screens/tell.ts";
import type { SeenScreen } from "../screens/tenant-screens.ts";
import { lineView, readView, type View } from "../view.ts";
import { avoidedBy, lineOf, NO_TENANT, PAUSED, sentTo } from "./handoff.ts";
import type { RelayReport } from "./verdicts.ts";

/** The tag of lines among the desk's sockets. */
export const LINE_TAG = "line";
/** A screen that two reports in a row did not tell of is there no more. */
const SEEN_MS = 2.5 * BOUNDS.relayReportEveryMs;

export class DeskRelays {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #places = new Places();
  /** Paired screens at relays, as these told last. */
  readonly #screens = new Map<string, SeenScreen>();
  /** Words that are on their way: one a relay and deed, each until it was heard or is lost. */
  readonly #told = new Set<Promise<unknown>>();
  /** When new screens are sent on. Tests set others. */
  limits: PlaceLimits = PLACE_LIMITS;

  constructor(ctx: DurableObjectState, env: Env) {
    this.#ctx = ctx;
    this.#env = env;
  }

  /**
   * Where the screen goes that asks: `null` to the desk itself, else the answer that sends it on, or that there is no room.
   *
   * @param sockets all of the desk's, relays' lines among them
   */
  sendOn(request: Request, view: View, sockets: number): Response | "nowhere" | null {
    const now = Date.now();
    const full = avoidedBy(request);
    if (full !== null) this.#places.full(full, this.limits, now);
    const here = sockets - this.#ctx.getWebSockets(LINE_TAG).length;
    const place = this.#places.next(here, this.limits, now);
    switch (place.kind) {
      case "here":
        return null;
      case "relay":
        return sentTo({ relay: place.relay, view });
      case "nowhere":
        return place.kind;
      default:
        return place satisfies never;
    }
  }

  /** A relay's line: what its socket carries, or why it gets none. */
  lineFor(request: Request, standing: "open" | "paused" | "shut" | "unknown"): View | Response {
    const line = lineOf(request, this.#ctx.id.name);
    if (line === null) return new Response(null, { status: 403 });
    switch (standing) {
      case "open":
        return lineView(line.relay, line.names);
      case "paused":
        return new Response(null, { status: PAUSED });
      case "unknown":
        return new Response(null, { status: NO_TENANT });
      case "shut":
        return new Response(null, { status: 503 });
      default:
        return standing satisfies never;
    }
  }

  hear({ relay, viewers, holders, screens }: RelayReport): void {
    const now = Date.now();
    this.#places.report(relay, viewers, now, holders);
    for (const [id, { heardAt }] of this.#screens)
      if (Math.abs(now - heardAt) > SEEN_MS) this.#screens.delete(id);
    for (const { view, device, health } of screens)
      if (view.credential !== null && view.screen !== null)
        this.#screens.set(view.screen, { device, health, heardAt: now });
  }

  /** How many sockets a person, or a screen, has at relays: they count for what each may hold, wherever they are. */
  heldBy(holder: string): number {
    return this.#places.heldBy(holder, Date.now());
  }

  /** A paired screen that is at a relay. */
  seen(screen: string): SeenScreen | null {
    return this.#screens.get(screen) ?? null;
  }

  /** For `/status`. */
  counts(): RelayCounts {
    return { relays: this.#relays().size, viewers: this.#places.viewers };
  }

  /** Those that are known to have screens, and those that have a line. */
  #relays(): Set<number> {
    const relays = new Set(this.#places.relays());
    for (const socket of this.#ctx.getWebSockets(LINE_TAG)) {
      const { relay } = readView(socket.deserializeAttachment());
      if (relay !== null) relays.add(relay);
    }
    return relays;
  }

  /**
   * Something was decided about who may look, or how names are shown: relays ask at once. One that does not hear this asks by
   * itself soon (`relayReportEveryMs`), and whenever its line is new.
   */
  judgeAnew(): void {
    this.#tell((relay) => relay.judgeAnew());
  }

  /** Something for one paired screen alone, wherever it is. Gives how many of its sockets are known to be at relays. */
  tellScreen(screen: string, what: ScreenTelling): number {
    this.#tell((relay) => relay.tellScreen(screen, what));
    return this.#screens.has(screen) ? 1 : 0;
  }

  #tell(word: (relay: ReturnType<typeof relayOf>) => Promise<unknown>): void {
    const tenant = this.#ctx.id.name;
    if (tenant === undefined) return;
    for (const relay of this.#relays()) {
      const told = word(relayOf(this.#env, vouched(tenant, "itself"), relay))
        .catch(() => undefined)
        .finally(() => this.#told.delete(told));
      this.#told.add(told);
      this.#ctx.waitUntil(told);
    }
  }

  /** Until relays have heard what they were told so far, or for as long as whoever decided it may wait. */
  async heard(): Promise<void> {
    if (this.#told.size > 0)
      await Promise.race([Promise.all(this.#told), scheduler.wait(BOUNDS.relayHeardMs)]);
  }
}
