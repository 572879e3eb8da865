/**
 * A relay as a Durable Object, called "{tenant}/{n}": it hands each event of the platform to the relay in `@callboard/desk` as
 * one turn. Who may look and how names are shown is its desk's to judge; it asks with each new screen, every few seconds, and
 * when it is told to. It stores nothing but its alarm, and without screens it goes away.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { isRelay, type RelayFacts, type RelayViewer, Relay as Teller } from "@callboard/desk";
import { CLOSE, type CloseName, PING, PONG } from "@callboard/protocol";
import { deskOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { holderOf, screenHolder, seatOfUpgrade } from "../gate/handoff.ts";
import { type TenantName, vouched } from "../gate/whose.ts";
import { TracedObject } from "../log/traced-object.ts";
import { timersPort } from "../ports/ports.ts";
import { Tenure } from "../ports/tenure.ts";
import { viewerSocket } from "../ports/viewer-socket.ts";
import { type ScreenTelling, tellSockets } from "../screens/tell.ts";
import { guardTurn } from "../tenant-object.ts";
import { readView, type View } from "../view.ts";
import { placeOf, RELAY_FULL } from "./handoff.ts";
import { DeskLineDialer } from "./line-dialer.ts";
import type { ScreenReport, Verdict } from "./verdicts.ts";

/** Whose relay it is, and which, by its own name, which no request can change. */
function whoseOf(name: string | undefined): { tenant: TenantName; relay: number } | null {
  const [tenant, no, ...rest] = (name ?? "").split("/");
  const relay = Number(no);
  if (tenant === undefined || tenant === "" || rest.length > 0 || !isRelay(relay)) return null;
  return { tenant: vouched(tenant, "itself"), relay };
}

export class Relay extends TracedObject {
  readonly #viewers = new Map<WebSocket, RelayViewer>();
  /** Of whom the desk has not been asked since it was told to, or since they came. */
  readonly #unjudged = new Set<WebSocket>();
  /** When the sign-ins end that opened sockets, of those that do. */
  readonly #endsAt = new Map<WebSocket, EpochMs>();
  readonly #whose: ReturnType<typeof whoseOf>;
  #teller: Teller | null = null;
  #tenure = new Tenure();
  #reportedAt = 0;
  /** When the desk was asked about everybody; who comes is asked about between, and must not put that off. */
  #judgedAllAt = 0;
  #reportedViewers = 0;
  /** The last report told of another number than the one before: the desk may count some twice until the next one. */
  #isMoving = false;
  #isReporting = false;
  /** Rises when the desk has decided something: what it said before that is not its last word. */
  #decisions = 0;
  /** Tests set another one. */
  viewersMax: number = BOUNDS.viewersPerRelay;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#whose = whoseOf(ctx.id.name);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  /** A screen's upgrade, with the seat that the gate has verified and what the desk has judged of it. */
  override async fetch(request: Request): Promise<Response> {
    const place = placeOf(request);
    const seat = seatOfUpgrade(request, this.#whose?.tenant);
    if (seat === null || place === null || place.relay !== this.#whose?.relay)
      return new Response(null, { status: 403 });
    const teller = this.#open();
    if (teller === null) return new Response(null, { status: 503 });
    if (this.#viewers.size >= this.viewersMax) return new Response(null, { status: RELAY_FULL });
    const [holder, holdsMax] = holderOf(seat);
    if (holder !== null && this.ctx.getWebSockets(holder).length >= holdsMax)
      return new Response(null, { status: 429 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, holder === null ? [] : [holder]);
    this.#guard("admit", () => this.#admit(teller, server, place.view, "new"));
    // Between the desk's judgement and this moment it may have judged otherwise.
    this.#unjudged.add(server);
    // Whoever comes must not put the alarm off that is set.
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now() + BOUNDS.watchdogMs);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** The desk has decided something: it is asked about everybody, now. */
  judgeAnew(): boolean {
    const teller = this.#open();
    this.#decisions += 1;
    this.#judgedAllAt = Date.now();
    for (const socket of this.#viewers.keys()) this.#unjudged.add(socket);
    if (teller !== null) this.#report();
    return true;
  }

  /** For one paired screen alone: an order, or the end. */
  tellScreen(screen: string, what: ScreenTelling): number {
    this.#open();
    const sockets = this.ctx.getWebSockets(screenHolder(screen));
    return tellSockets(sockets, what, (socket) => this.#dismiss(socket));
  }

  facts(): RelayFacts | null {
    return this.#teller?.facts() ?? null;
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const teller = this.#open();
    const viewer = this.#viewers.get(socket);
    if (teller === null || viewer === undefined) return;
    this.#guard("viewer", () => teller.hear(viewer, typeof message === "string" ? message : ""));
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#dismiss(socket);
    // 1005 and 1006 stand for "no code came" and may not be sent.
    const isSendable = code === 1000 || (code >= 3000 && code <= 4999);
    viewerSocket(socket).close(isSendable ? code : 1000, "");
  }

  override webSocketError(socket: WebSocket): void {
    this.#dismiss(socket);
  }

  /** The backstop behind the pulse in memory, and what opens it again after it was evicted. */
  override async alarm(): Promise<void> {
    if (this.ctx.getWebSockets().length === 0 && this.#teller === null) return;
    await this.ctx.storage.setAlarm(Date.now() + BOUNDS.watchdogMs);
    const teller = this.#open();
    this.#guard("expire", () => this.#closeExpired());
    this.#guard("ensure", () => teller?.ensure());
  }

  #open(): Teller | null {
    if (this.#teller !== null) return this.#teller;
    const whose = this.#whose;
    if (whose === null) return null;
    const guard = (what: string, turn: () => void): void => void this.#guard(what, turn);
    const teller = new Teller({
      ports: {
        clock: { now: () => Date.now() },
        timers: timersPort(guard, this.#tenure),
        chance: Math.random,
        dialer: new DeskLineDialer({ ...{ env: this.env, guard }, ...whose }),
      },
      onOpen: () => this.judgeAnew(),
      onPulse: () => this.#onPulse(),
    });
    this.#teller = teller;
    // Screens whose sockets outlived the object; what they may see may have been judged anew meanwhile.
    for (const socket of this.ctx.getWebSockets()) {
      this.#guard("readmit", () =>
        this.#admit(teller, socket, readView(socket.deserializeAttachment()), "back"),
      );
      this.#unjudged.add(socket);
    }
    return teller;
  }

  #admit(teller: Teller, socket: WebSocket, view: View, arrival: "new" | "back"): void {
    socket.serializeAttachment(view);
    const port = viewerSocket(socket, () => this.#forget(socket));
    const viewer = arrival === "new" ? teller.admit(port, view.names) : teller.readmit(port, view.names);
    if (viewer === null) return;
    this.#viewers.set(socket, viewer);
    if (view.expiresAt !== null) this.#endsAt.set(socket, view.expiresAt);
  }

  #forget(socket: WebSocket): void {
    this.#viewers.delete(socket);
    this.#unjudged.delete(socket);
    this.#endsAt.delete(socket);
  }

  #dismiss(socket: WebSocket): void {
    const viewer = this.#viewers.get(socket);
    this.#forget(socket);
    if (viewer !== undefined) this.#guard("dismiss", () => this.#teller?.dismiss(viewer));
  }

  #close(socket: WebSocket, why: CloseName): void {
    this.#dismiss(socket);
    viewerSocket(socket).close(CLOSE[why], why);
  }

  /** A socket lives no longer than the sign-in that opened it. */
  #closeExpired(): void {
    const now = Date.now();
    for (const [socket, endsAt] of this.#endsAt) if (endsAt <= now) this.#close(socket, "signInExpired");
  }

  // ── What the desk is asked ───────────────────────────────────────────────────────────────────────────

  /** Once a second. */
  #onPulse(): void {
    this.#guard("expire", () => this.#closeExpired());
    const now = Date.now();
    const isTimeToSettle = this.#isMoving && Math.abs(now - this.#reportedAt) > BOUNDS.relayArrivalMs;
    if (Math.abs(now - this.#judgedAllAt) >= BOUNDS.relayReportEveryMs) this.judgeAnew();
    else if (this.#unjudged.size > 0 || isTimeToSettle) this.#report();
    if (this.#viewers.size === 0 && this.#teller?.isIdle === true) this.#goAway();
  }

  #goAway(): void {
    this.#teller?.end();
    this.#teller = null;
    this.#tenure.end();
    this.#tenure = new Tenure();
    this.ctx.waitUntil(this.ctx.storage.deleteAlarm().catch(() => undefined));
  }

  #report(): void {
    const whose = this.#whose;
    if (whose === null || this.#isReporting) return;
    this.#isReporting = true;
    this.#reportedAt = Date.now();
    const decisions = this.#decisions;
    const sockets = [...this.#unjudged].slice(0, BOUNDS.relayJudgedMax);
    const screens = sockets.map((socket) => this.#screenOf(socket));
    this.#isMoving = this.#viewers.size !== this.#reportedViewers;
    this.#reportedViewers = this.#viewers.size;
    const report = { relay: whose.relay, viewers: this.#viewers.size, holders: this.#holders(), screens };
    deskOf(this.env, whose.tenant)
      .judge(report)
      .then(
        (verdicts) => this.#guard("verdicts", () => this.#obey(sockets, verdicts, decisions)),
        // The desk is away: its line says so as well, and with the next one it is asked again.
        () => null,
      )
      .finally(() => {
        this.#isReporting = false;
        if (decisions !== this.#decisions) this.#report();
      });
  }

  /** Whose sockets are here, by the tags that they were taken with. */
  #holders(): [string, number][] {
    const counts = new Map<string, number>();
    for (const socket of this.#viewers.keys())
      for (const holder of this.ctx.getTags(socket)) counts.set(holder, (counts.get(holder) ?? 0) + 1);
    return [...counts];
  }

  #screenOf(socket: WebSocket): ScreenReport {
    const viewer = this.#viewers.get(socket)?.viewer;
    const { device = null, health = null } = viewer ?? {};
    return { view: readView(socket.deserializeAttachment()), device, health };
  }

  #obey(sockets: readonly WebSocket[], verdicts: readonly Verdict[] | null, decisions: number): void {
    const teller = this.#teller;
    if (verdicts === null || teller === null) return;
    for (const [place, socket] of sockets.entries()) {
      const verdict = verdicts[place];
      if (verdict === undefined || !this.#viewers.has(socket)) continue;
      if (decisions === this.#decisions) this.#unjudged.delete(socket);
      if (verdict.kind === "close") this.#close(socket, verdict.why);
      else this.#rename(teller, socket, verdict.names);
    }
  }

  /** A screen whose board shows people in another style now gets a whole board in that one. */
  #rename(teller: Teller, socket: WebSocket, names: View["names"]): void {
    const view = readView(socket.deserializeAttachment());
    const viewer = this.#viewers.get(socket);
    if (viewer === undefined || view.names === names) return;
    teller.dismiss(viewer);
    this.#admit(teller, socket, { ...view, names }, "back");
  }

  #guard<Given>(what: string, turn: () => Given): Given | null {
    return guardTurn(this.ctx, "relay turn failed", what, turn);
  }
}
