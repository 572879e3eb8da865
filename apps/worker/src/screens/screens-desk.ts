/**
 * What can be asked about a tenant's screens, and by them, across objects: the part of the tenant's desk that routes call. `null`
 * where the desk cannot be opened.
 */
import type { SiteView, WallSetup } from "@callboard/boards";
import type { ScreenOrder } from "@callboard/protocol";
import type { Reply } from "@callboard/shell";
import type { PairInput } from "@callboard/tenancy";
import { TracedObject } from "../log/traced-object.ts";
import type { Pass, TenantScreens } from "./tenant-screens.ts";

/** A turn with the tenant's screens. No name, so that nobody can call it from another object. */
export const WITH_SCREENS = Symbol("with screens");

/** What was asked, or that it may not be asked: the television is not that screen any more. */
export type ForScreen<Value> =
  | { readonly kind: "paired"; readonly value: Value }
  | { readonly kind: "revoked" };

export abstract class ScreensDesk extends TracedObject {
  abstract [WITH_SCREENS]<Value>(what: string, turn: (screens: TenantScreens) => Value): Value | null;

  /** What a screen is set up by. */
  abstract wall(
    asked: { readonly screen: string | null; readonly board: string | null },
    sites: readonly SiteView[] | null,
  ): Reply<WallSetup> | null;

  /** Where screens are that hang elsewhere: told with each deed, and heard of within bounds. */
  abstract readonly relays: { heard(): Promise<void> };

  screens() {
    return this[WITH_SCREENS]("screens", (screens) => screens.views());
  }

  pairScreen(by: string, screen: PairInput["screen"], credential: string) {
    return this.#heard(this[WITH_SCREENS]("pair screen", (screens) => screens.pair(by, screen, credential)));
  }

  orderScreen(by: string, id: string, order: ScreenOrder) {
    return this[WITH_SCREENS]("order screen", (screens) => screens.order(by, id, order));
  }

  reassignScreen(by: string, id: string, board: string) {
    return this[WITH_SCREENS]("reassign screen", (screens) => screens.reassign(by, id, board));
  }

  revokeScreen(by: string, id: string) {
    return this.#heard(this[WITH_SCREENS]("revoke screen", (screens) => screens.revoke(by, id)));
  }

  tvSession(pass: Pass) {
    return this[WITH_SCREENS]("tv session", (screens) => forScreen(screens.session(pass)));
  }

  tvWall(pass: Pass, sites: readonly SiteView[] | null) {
    const isPaired = this[WITH_SCREENS]("tv wall", (screens) => screens.recognise(pass));
    if (isPaired === null) return null;
    return forScreen(isPaired ? this.wall({ screen: pass.screen, board: null }, sites) : null);
  }

  tvDrawn(pass: Pass, queueIds: readonly string[]) {
    return this[WITH_SCREENS]("tv drawn", (screens) => forScreen(screens.drawn(pass, queueIds)));
  }

  tvDirectory(pass: Pass) {
    return this[WITH_SCREENS]("tv directory", (screens) => forScreen(screens.directory(pass)));
  }

  /** Whether the television has shown this credential already, or it is none any more. */
  isTvUsed(pass: Pass) {
    return this[WITH_SCREENS]("tv", (screens) => screens.isUsed(pass));
  }

  renewTv(pass: Pass, next: string) {
    return this[WITH_SCREENS]("renew tv", (screens) => screens.renew(pass, next));
  }

  endTv(pass: Pass) {
    return this.#heard(this[WITH_SCREENS]("end tv", (screens) => screens.end(pass)));
  }

  /** Answers when a television that lost its credential by it is dark, wherever it hangs. */
  async #heard<Value>(answer: Value): Promise<Value> {
    await this.relays.heard();
    return answer;
  }
}

const forScreen = <Value>(value: Value | null): ForScreen<Value> =>
  value === null ? { kind: "revoked" } : { kind: "paired", value };
