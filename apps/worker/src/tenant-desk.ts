/**
 * One tenant's desk as a Durable Object: it hands each event of the platform to the desk as one turn, and nothing
 * more. Whatever goes wrong in a turn stays in it; the next one finds the desk as it was.
 */
import type { SiteView } from "@callboard/boards";
import { BOUNDS } from "@callboard/core";
import type { Desk, Viewer } from "@callboard/desk";
import { CLOSE, type CloseName, PING, PONG } from "@callboard/protocol";
import type { Asked, SetupBook } from "@callboard/setup";
import type { Charge } from "@callboard/tenancy";
import { buildDesk } from "./build-desk.ts";
import type { Env } from "./env.ts";
import { FloorDesk, WITH_DESK } from "./floor-desk.ts";
import { holderOf, screenHolder, seatOfUpgrade } from "./gate/handoff.ts";
import { MinutePoint } from "./metrics/minute-point.ts";
import { Tenure } from "./ports/tenure.ts";
import { answerClose, closedUpgrade, viewerSocket } from "./ports/viewer-socket.ts";
import { DeskRelays, LINE_TAG } from "./relays/desk-relays.ts";
import { wantsLine } from "./relays/handoff.ts";
import type { RelayReport, Verdict } from "./relays/verdicts.ts";
import { floorNow } from "./screens/part-of-floor.ts";
import { WITH_SCREENS } from "./screens/screens-desk.ts";
import { type TellScreens, tellSockets } from "./screens/tell.ts";
import { type SeenScreen, TenantScreens } from "./screens/tenant-screens.ts";
import { WITH_BOOK } from "./setup-desk.ts";
import type { TenantSetup } from "./setup-of-tenant.ts";
import { isSameTenant } from "./tenancy/charge.ts";
import { Post, type StandingName } from "./tenancy/standing.ts";
import { guardTurn } from "./tenant-object.ts";
import {
  isExpired,
  isFormer,
  isStillSeated,
  readView,
  televisionOf,
  type View,
  verdictOn,
  viewFor,
} from "./view.ts";

export class TenantDesk extends FloorDesk {
  readonly relays = new DeskRelays(this.ctx, this.env);
  readonly #post: Post;
  readonly #point = new MinutePoint(this.env);
  readonly #viewers = new Map<WebSocket, Viewer>();
  #tenure = new Tenure();
  #desk: Desk | null = null;
  #setup: TenantSetup | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#post = new Post(ctx, env, {
      isSame: isSameTenant,
      end: () => this.#end(),
      rest: () => this.#rest(),
      wake: () => this.#wake(),
    });
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  /** Makes sure that the desk is awake and holds this revision of its charge: the cron's backstop behind the alarm. */
  async wake(revision: number | null = null): Promise<boolean> {
    if (revision !== null) await this.#post.ensure(revision);
    return this.#wake();
  }

  #wake(): boolean {
    const desk = this.#open();
    if (desk === null) return false;
    this.#guard("wake", () => desk.wake());
    this.#guard("point", () => this.#point.note(desk, Date.now(), this.relays.counts().viewers));
    return true;
  }

  // ── Whose desk it is ─────────────────────────────────────────────────────────────────────────────────

  /** The registry tells what it holds of this tenant. Gives the revision that is obeyed now; `null` where it could not be. */
  async assign(charge: Charge): Promise<number | null> {
    const revision = await this.#post.assign(charge);
    // Who may look may have changed with it: people come again through the gate, televisions stay.
    this.#guard("let go", () => this.#letFormerGo(revision));
    this.#guard("judge anew", () => this.relays.judgeAnew());
    return revision;
  }

  #letFormerGo(revision: number | null): void {
    this.#closeWhere("deskRestarting", (attachment) => isFormer(readView(attachment), revision));
  }

  /** Why the desk is not open, for whoever asked in vain. */
  standing(): StandingName | null {
    return this.#guard("standing", () => this.#post.name);
  }

  /** The running desk writes what it has and is called off. Its screens stay: the next one gives them a board of its own epoch. */
  #end(): void {
    this.#guard("end", () => this.#desk?.end());
    this.#tenure.end();
    this.#tenure = new Tenure();
    this.#desk = null;
    this.#setup = null;
    this.#viewers.clear();
  }

  /** Nothing is watched, and nothing wakes this object any more, until it is told otherwise. */
  async #rest(): Promise<void> {
    this.#closeAll();
    await this.ctx.storage.deleteAlarm();
  }

  get #isIdle(): boolean {
    return this.#guard("standing", () => this.#post.tenant === null) ?? false;
  }

  #closeAll(): void {
    this.#closeWhere(this.#post.name === "paused" ? "tenantPaused" : "unknownTenant", () => true);
  }

  [WITH_DESK]<Value>(what: string, turn: (desk: Desk) => Value): Value | null {
    const desk = this.#open();
    return desk === null ? null : this.#guard(what, () => turn(desk));
  }

  // ── What people have set: `null` where the desk cannot be opened ──────────────────────────────────────

  /** `sites`: from the alert desk's calendar, `null` where it could not be asked. */
  wall(asked: Asked, sites: readonly SiteView[] | null) {
    return this.#with("wall", (setup) => setup.wall(asked, sites));
  }

  [WITH_BOOK]<Value>(what: string, turn: (book: SetupBook) => Value): Value | null {
    return this.#with(what, (setup) => turn(setup.book));
  }

  #with<Value>(what: string, turn: (setup: TenantSetup) => Value): Value | null {
    const setup = this.#open() === null ? null : this.#setup;
    return setup === null ? null : this.#guard(what, () => turn(setup));
  }

  /** Something was set, and is written: the desk judges by it, screens are told, and names follow their boards' settings. */
  #onSetup(): void {
    const [desk, setup] = [this.#desk, this.#setup];
    if (desk === null || setup === null) return;
    const site = setup.takeNewSite();
    if (site !== null) this.#guard("set site", () => desk.setSite(site));
    this.#guard("set setup", () => desk.setSetup(setup.deskSetup));
    const gone = this.#guard("follow screens", () => setup.followScreens()) ?? [];
    for (const screen of gone) this.#tellScreens(screen, { kind: "close", why: "revoked" });
    for (const socket of this.ctx.getWebSockets()) {
      this.#guard("rename", () => this.#rename(desk, setup, socket));
    }
    this.relays.judgeAnew();
  }

  /** What a relay's screens may see from now on: one verdict each. `null` where the desk cannot be opened. */
  judge(report: RelayReport): readonly Verdict[] | null {
    return this.#with("judge", (setup) => {
      this.relays.hear(report);
      const { revision } = this.#post;
      return report.screens.map((screen) => verdictOn(screen, setup, revision));
    });
  }

  /** A screen whose board shows people in another style now gets a whole board in that one. */
  #rename(desk: Desk, setup: TenantSetup, socket: WebSocket): void {
    const viewer = this.#viewers.get(socket);
    const view = readView(socket.deserializeAttachment());
    const names = setup.namesNow(view);
    if (viewer === undefined || names === view.names) return;
    desk.dismiss(viewer);
    this.#admit(desk, socket, { ...view, names }, "back");
  }

  // ── Screens ──────────────────────────────────────────────────────────────────────────────────────────

  /**
   * A screen's upgrade, with the seat that the gate has verified: 403 where it is not one of this tenant's, whatever was asked for.
   * 401: its screen is another television by now. 404: there is no such screen or board. 429: whoever asks has enough of them.
   */
  override async fetch(request: Request): Promise<Response> {
    const [desk, setup] = [this.#open(), this.#setup];
    if (wantsLine(request)) return this.#takeLine(request, desk);
    const seat = seatOfUpgrade(request, this.ctx.id.name);
    if (seat === null) return new Response(null, { status: 403 });
    if (desk === null && this.#post.name === "paused") return closedUpgrade("tenantPaused");
    if (desk === null || setup === null) return new Response(null, { status: 503 });
    const [holder, holdsMax] = holderOf(seat);
    if (holder !== null && this.#held(holder) >= holdsMax) return new Response(null, { status: 429 });
    const view = this.#guard("view", () => viewFor(seat, request, setup, this.#post.judgedRevision)) ?? 503;
    if (typeof view === "number") return new Response(null, { status: view });
    const elsewhere = this.relays.sendOn(request, view, this.#viewers.size);
    if (elsewhere instanceof Response) return elsewhere;
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, holder === null ? [] : [holder]);
    if (elsewhere === "nowhere") viewerSocket(server).close(CLOSE.tooManyViewers, "tooManyViewers");
    else this.#guard("admit", () => this.#admit(desk, server, view, "new"));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** A person's sockets, or a screen's, here and at relays. */
  #held(holder: string): number {
    return this.ctx.getWebSockets(holder).length + this.relays.heldBy(holder);
  }

  /** A relay's line: one viewer of this desk, for all that are at the relay. */
  #takeLine(request: Request, desk: Desk | null): Response {
    const { tenant, name } = this.#post;
    const shut = name === "paused" ? "paused" : tenant === null ? "unknown" : "shut";
    const view = this.relays.lineFor(request, desk === null ? shut : "open");
    if (view instanceof Response) return view;
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [LINE_TAG]);
    if (desk !== null) this.#guard("admit line", () => this.#admit(desk, server, view, "new"));
    return new Response(null, { status: 101, webSocket: client });
  }

  override async alarm(): Promise<void> {
    if (this.#isIdle) return this.#rest();
    // First of all the next alarm: Cloudflare never calls one again that has thrown six times.
    await this.ctx.storage.setAlarm(Date.now() + BOUNDS.watchdogMs);
    // A socket lives no longer than the sign-in that opened it: nobody looks at it again once it is open.
    this.#guard("expire", () => this.#closeWhere("signInExpired", (one) => isExpired(one, Date.now())));
    this.#guard("let go", () => this.#letFormerGo(this.#post.revision));
    this.#guard("settle screens", () => this.#setup?.screens.settle());
    this.#wake();
  }

  /** Ends the sockets of those whose attachment says that they may not look any more. */
  #closeWhere(why: CloseName, isOver: (attachment: unknown) => boolean): void {
    for (const socket of this.ctx.getWebSockets()) {
      if (!isOver(socket.deserializeAttachment())) continue;
      this.#dismiss(socket);
      viewerSocket(socket).close(CLOSE[why], why);
    }
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const desk = this.#open();
    if (desk === null && this.#isIdle) this.#closeAll();
    const viewer = this.#viewers.get(socket);
    if (desk === null || viewer === undefined) return;
    this.#guard("viewer", () => desk.hear(viewer, typeof message === "string" ? message : ""));
    const screen = televisionOf(socket.deserializeAttachment());
    if (screen !== null) this.#guard("see screen", () => this.#setup?.screens.see(screen, viewer.device));
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#leave(socket);
    answerClose(socket, code);
  }

  override webSocketError(socket: WebSocket): void {
    this.#leave(socket);
  }

  #leave(socket: WebSocket): void {
    this.#dismiss(socket);
    const screen = televisionOf(socket.deserializeAttachment());
    if (screen === null || this.#viewersOf(screen).length > 0) return;
    this.#guard("leave", () => this.#setup?.screens.leave(screen));
  }

  #dismiss(socket: WebSocket): void {
    const viewer = this.#viewers.get(socket);
    if (viewer === undefined) return;
    this.#viewers.delete(socket);
    this.#guard("dismiss", () => this.#desk?.dismiss(viewer));
  }

  #admit(desk: Desk, socket: WebSocket, view: View, arrival: "new" | "back"): void {
    socket.serializeAttachment(view);
    const port = viewerSocket(socket, () => this.#viewers.delete(socket));
    const kind = view.relay === null ? "screen" : "line";
    const viewer = desk[arrival === "new" ? "admit" : "readmit"](port, view.names, kind);
    if (viewer !== null) this.#viewers.set(socket, viewer);
  }

  [WITH_SCREENS]<Value>(what: string, turn: (screens: TenantScreens) => Value): Value | null {
    const [desk, setup] = [this.#open(), this.#setup];
    if (desk === null || setup === null) return null;
    const screens = new TenantScreens({
      ...{ setup, build: this.env.VERSION.id, tell: this.#tellScreens, viewersOf: this.#viewersOf },
      floor: (sites) => floorNow(desk, sites),
    });
    return this.#guard(what, () => turn(screens));
  }

  /** Tells the sockets of one screen's television, wherever they are. */
  readonly #tellScreens: TellScreens = (screen, what) =>
    this.relays.tellScreen(screen, what) +
    tellSockets(this.ctx.getWebSockets(screenHolder(screen)), what, (socket) => this.#dismiss(socket));

  /** Those of a screen that are here, and as a relay told of it. */
  readonly #viewersOf = (screen: string): readonly SeenScreen[] => {
    const sockets = this.ctx.getWebSockets(screenHolder(screen));
    const here: SeenScreen[] = sockets.flatMap((socket) => this.#viewers.get(socket) ?? []);
    return here.concat(this.relays.seen(screen) ?? []);
  };

  /**
   * The desk, built with the first event; `null` while it cannot be. What throws on the way is tried again with the
   * next event: until it is held here the desk has not begun to dial (invariant 11).
   */
  #open(): Desk | null {
    if (this.#desk !== null) return this.#desk;
    const desk = this.#guard("open", () => this.#build());
    if (desk === null) return null;
    this.#desk = desk;
    this.#guard("begin", () => desk.begin());
    for (const socket of this.ctx.getWebSockets()) this.#guard("readmit", () => this.#readmit(desk, socket));
    return desk;
  }

  #build(): Desk | null {
    const { tenant } = this.#post;
    if (tenant === null) return null;
    const built = buildDesk({
      ...{ ctx: this.ctx, env: this.env, tenant, tenure: this.#tenure },
      guard: (what, turn) => this.#guard(what, turn),
      onSetup: () => this.#onSetup(),
    });
    this.#setup = built?.setup ?? null;
    return built?.desk ?? null;
  }

  /** A screen whose socket outlived the object; what it may show may have been set anew meanwhile. */
  #readmit(desk: Desk, socket: WebSocket): void {
    const view = readView(socket.deserializeAttachment());
    if (this.#setup !== null && !isStillSeated(view, this.#setup.screens)) {
      viewerSocket(socket).close(CLOSE.revoked, "revoked" satisfies CloseName);
      return;
    }
    const names = this.#setup === null ? view.names : this.#setup.namesNow(view);
    this.#admit(desk, socket, { ...view, names }, "back");
  }

  #guard<Given>(what: string, turn: () => Given): Given | null {
    return guardTurn(this.ctx, "turn failed", what, turn);
  }
}
