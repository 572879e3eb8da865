/**
 * What people do about a tenant's screens: see them, pair televisions with them, order them about, and take their credentials away. What
 * is set of a screen stays in the setup; each deed is in its log, in one transaction with what it does. A television is told only
 * when its deed is written.
 */

import type { SiteView, WallSetup } from "@callboard/boards";
import { quoted } from "@callboard/core";
import type { Viewer } from "@callboard/desk";
import type { Directory, ScreenOrder } from "@callboard/protocol";
import { done, type Refused, type Reply, readPerson, refused } from "@callboard/shell";
import type { PairInput, ScreenView, TvSession } from "@callboard/tenancy";
import type { TenantSetup } from "../setup-of-tenant.ts";
import { drawnQueues, type FloorNow, neededDirectory } from "./part-of-floor.ts";
import { freeSlug } from "./slug.ts";
import type { TellScreens } from "./tell.ts";

/** What a television shows of itself: the screen that its credential names, and what its token is known by. */
export interface Pass {
  readonly screen: string;
  readonly token: string;
}

/** A television that is there: at the desk, or at one of its relays. */
export type SeenScreen = Pick<Viewer, "heardAt" | "device" | "health">;

export interface TenantScreensParts {
  readonly setup: TenantSetup;
  /** The Worker's build. */
  readonly build: string;
  readonly tell: TellScreens;
  /** A screen's viewers, none where its television is not there. One that has just dialled again may have two for a moment. */
  readonly viewersOf: (screen: string) => readonly SeenScreen[];
  readonly floor: (sites: readonly SiteView[]) => FloorNow;
}

/** Who was paired as which screen, and whether another television has to go for it. */
type Written = Reply<{ readonly id: string; readonly hasTakenPlace: boolean }>;

export class TenantScreens {
  readonly #parts: TenantScreensParts;

  constructor(parts: TenantScreensParts) {
    this.#parts = parts;
  }

  // ── People ───────────────────────────────────────────────────────────────────────────────────────────

  views(): readonly ScreenView[] {
    return this.#parts.setup.book.values.screens.map(({ id, name, board }) => this.#view(id, name, board));
  }

  #view(id: string, name: string, board: string): ScreenView {
    const known = this.#parts.setup.screens.one(id);
    const [viewer = null] = this.#parts.viewersOf(id).toSorted((a, b) => b.heardAt - a.heardAt);
    const device = viewer?.device ?? known?.device ?? null;
    const pairing = known?.pairing ?? null;
    return {
      ...{ id, name, board, device },
      number: known?.number ?? 0,
      paired: pairing === null ? null : { at: pairing.at, by: pairing.by },
      isOnline: viewer !== null,
      lastSeenAt: known?.seenAt ?? null,
      isCurrentBuild: device === null || device.build === "" ? null : device.build === this.#parts.build,
      health: viewer?.health ?? null,
    };
  }

  #one(id: string): Reply<ScreenView> {
    const found = this.#parts.setup.book.one("screens", id);
    return found.kind === "refused"
      ? found
      : done(this.#view(id, found.value.value.name, found.value.value.board));
  }

  /** The code was right. The same credential again is the same screen: the answer before was lost. */
  pair(who: string, screen: PairInput["screen"], credential: string): Reply<ScreenView> {
    const by = readPerson(who);
    if (typeof by !== "string") return by;
    const again = this.#parts.setup.screens.pairedWith(credential);
    if (again !== null) return this.#one(again);
    const written =
      "id" in screen ? this.#replace(by, screen.id, credential) : this.#add(by, screen, credential);
    if (written.kind === "refused") return written;
    const { id, hasTakenPlace } = written.value;
    if (hasTakenPlace) this.#parts.tell(id, { kind: "close", why: "revoked" });
    return this.#one(id);
  }

  #replace(by: string, id: string, credential: string): Written {
    const { book, screens } = this.#parts.setup;
    const found = book.one("screens", id);
    if (found.kind === "refused") return found;
    const also = () => screens.pair(id, credential, by);
    const noted = book.note({ by, what: "paired", subject: `screens/${id}`, also });
    return noted.kind === "refused" ? noted : done({ id, hasTakenPlace: true });
  }

  #add(
    by: string,
    { name, board }: { readonly name: string; readonly board: string },
    credential: string,
  ): Written {
    const { book, screens } = this.#parts.setup;
    const id = freeSlug(name, new Set(book.values.screens.map((one) => one.id)));
    const fields = { by, revision: null, value: { id, name, board } };
    const also = () => screens.pair(id, credential, by);
    const put = book.putOne("screens", id, fields, { what: "paired", also });
    return put.kind === "refused" ? put : done({ id, hasTakenPlace: false });
  }

  order(by: string, id: string, order: ScreenOrder): Reply<ScreenView> {
    const one = this.#one(id);
    if (one.kind === "refused") return one;
    if (!one.value.isOnline) return notThere(one.value.name);
    const noted = this.#parts.setup.book.note({ by, what: order, subject: `screens/${id}` });
    if (noted.kind === "refused") return noted;
    const frame = { type: "order", id: crypto.randomUUID(), order, number: one.value.number } as const;
    const told = this.#parts.tell(id, { kind: "order", order: frame });
    return told === 0 ? notThere(one.value.name) : one;
  }

  /** Another board outside of its schedule's spans, which stay. The screen hears of it by the setup's revision. */
  reassign(by: string, id: string, board: string): Reply<ScreenView> {
    const { book } = this.#parts.setup;
    const found = book.one("screens", id);
    if (found.kind === "refused") return found;
    const { revision, value } = found.value;
    const fields = { by, revision, value: { ...value, board } };
    const put = book.putOne("screens", id, fields, { what: "reassigned" });
    return put.kind === "refused" ? put : this.#one(id);
  }

  /** The screen stays, and nobody is it any more: its sockets are closed before this answers. */
  revoke(by: string, id: string): Reply<ScreenView> {
    const one = this.#one(id);
    if (one.kind === "refused") return one;
    if (one.value.paired === null)
      return refused(409, "Not paired", `No television is paired with the screen ${quoted(one.value.name)}.`);
    const refusal = this.#revoke(by, id);
    return refusal ?? this.#one(id);
  }

  #revoke(by: string, id: string): Refused | null {
    const { book, screens } = this.#parts.setup;
    const also = () => screens.revoke(id);
    const noted = book.note({ by, what: "revoked", subject: `screens/${id}`, also });
    if (noted.kind === "refused") return noted;
    this.#parts.tell(id, { kind: "close", why: "revoked" });
    return null;
  }

  // ── Televisions ──────────────────────────────────────────────────────────────────────────────────────

  /** Whether the television is still that screen. It has shown its token by that. */
  recognise({ screen, token }: Pass): boolean {
    return this.#parts.setup.screens.use(screen, token) !== null;
  }

  /** Whether it has shown a token already: then it has it, and nobody is given it again. */
  isUsed({ screen, token }: Pass): boolean {
    const { screens } = this.#parts.setup;
    return !screens.isGood(screen, token) || screens.isUsed(screen);
  }

  /** Whether it may have another token, which is known by `next`. */
  renew({ screen, token }: Pass, next: string): boolean {
    return this.#parts.setup.screens.renew(screen, token, next);
  }

  /** `null` where it is not paired any more. */
  session(pass: Pass): Omit<TvSession, "expiresAt"> | null {
    const one = this.#one(pass.screen);
    if (!this.recognise(pass) || one.kind === "refused") return null;
    const { id, name, number } = one.value;
    return { screen: { id, name, number }, build: this.#parts.build };
  }

  /** Of these queues the ones whose course its boards draw; `null` where it is not paired any more. */
  drawn(pass: Pass, queueIds: readonly string[]): readonly string[] | null {
    const wall = this.#wallOf(pass);
    return wall && drawnQueues(wall.boards, queueIds, this.#parts.floor(wall.sites));
  }

  /** What its boards' filters are held against; `null` where it is not paired any more. */
  directory(pass: Pass): Directory | null {
    const wall = this.#wallOf(pass);
    return wall && neededDirectory(wall.boards, this.#parts.floor(wall.sites));
  }

  #wallOf(pass: Pass): WallSetup | null {
    if (!this.recognise(pass)) return null;
    const reply = this.#parts.setup.wall({ screen: pass.screen, board: null }, null);
    return reply.kind === "done" ? reply.value : null;
  }

  /** It gives its credential back. `false` where it had none. */
  end(pass: Pass): Reply<boolean> {
    if (!this.recognise(pass)) return done(false);
    return this.#revoke(`screen ${pass.screen}`, pass.screen) ?? done(true);
  }
}

const notThere = (name: string): Refused =>
  refused(
    409,
    "The screen is not there",
    `The screen ${quoted(name)} is not connected. See whether it is switched on and online, and try again.`,
  );
