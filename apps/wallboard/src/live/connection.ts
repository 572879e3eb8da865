/**
 * The screen's line to its desk: dials, greets, folds frames into the replica the moment they come, asks for what is
 * missing, keeps the path alive and dials again for ever, rarely where a person has to act first. It knows no Vue and no browser: socket, clock, timers and
 * chance come from outside, so that every fault can be played in a test.
 */
import {
  type Applied,
  applyFrame,
  BOUNDS,
  CLOSE,
  closeNameOf,
  createDecoder,
  createReplica,
  createServerClock,
  distrust,
  helloOf,
  isRetry,
  type OrderFrame,
  PING,
  PONG,
  type Replica,
  reconnectDelayMs,
  resumeOn,
  type ScreenDevice,
  type ScreenHealth,
  type ServerClock,
  slowRetryDelayMs,
} from "@callboard/protocol";

export interface SocketHandlers {
  onOpen(): void;
  onText(text: string): void;
  onClose(code: number): void;
}

/** As much of a WebSocket as is used. */
export interface SocketLike {
  listen(handlers: SocketHandlers): void;
  /** Nothing is heard of it from here on. */
  close(code: number): void;
  send(text: string): void;
}

export interface ConnectionPorts {
  /** May throw where the address is refused outright; that counts as a failed dial. */
  openSocket(): SocketLike;
  /** A clock that only goes forward. */
  now(): number;
  /** Calls back once after `ms`; the answer cancels. */
  after(ms: number, task: () => void): () => void;
  /** [0, 1) */
  chance(): number;
  /** After a dial that never opened: is there anything that the server does not know? `null`: it did not say. */
  whatIsUnknown(): Promise<Unknown | Refusal | "nothing" | null>;
  /** What this screen says of itself; left out where it is no wall. @param build the Worker's that it was loaded from */
  device?(build: string | null): ScreenDevice;
  /** How its page does since this was asked last. */
  health?(): ScreenHealth;
}

/** The tenant itself, or the board or screen that is asked for. */
export type Unknown = "unknownTenant" | "unknownView";

/** The television's credential was taken away, or the person's sign-in is over. */
export type Refusal = "revoked" | "signInExpired";

export type StopReason =
  | { readonly kind: Refusal | "unknownTenant" | "wrongVersion" | "tenantPaused" }
  | { readonly kind: "refused"; readonly code: number };

export type LineState =
  | { readonly kind: "dialling"; readonly attempt: number }
  | { readonly kind: "open" }
  | { readonly kind: "waiting"; readonly attempt: number }
  /** The server's answer says that there is no such thing; asked again rarely, in case it is being set up. */
  | { readonly kind: Unknown }
  /** A person has to act; asked again rarely, so that nobody has to come to the screen afterwards. */
  | { readonly kind: "stopped"; readonly reason: StopReason };

export interface ConnectionEvents {
  onLine(state: LineState): void;
  onApplied(applied: Extract<Applied, { kind: "applied" }>): void;
  /** Any frame that could be read, applied or not. */
  onHeard(): void;
  /** The Worker was deployed anew, or speaks another version: this page is old. */
  onOutdated(): void;
  /** Somebody asks something of this one screen; the same `id` may come twice. */
  onOrder?(order: OrderFrame): void;
  /** Said each time that it is heard: what it was allowed to show it is no longer. */
  onRefused?(why: Refusal): void;
}

export interface Connection {
  readonly replica: Replica;
  readonly serverClock: ServerClock;
  /** By the port's clock; `null` before the first frame. */
  lastFrameAt(): number | null;
  start(): void;
  stop(): void;
}

/** A connection of this screen's own, which can be told what only the device knows. */
export interface Line extends Connection {
  /**
   * The device slept for about this long while its clock stood still. What is held is as much older, and the socket,
   * which may be dead or full of old news, is dialled anew at once.
   */
  slept(ms: number): void;
  /** Stops for good, and holds nothing of the floor any more. */
  forget(): void;
}

const DIAL_TIMEOUT_MS = 10_000;
/** Without any frame for this long the socket is taken for half-open. */
const SILENCE_MS = 4 * BOUNDS.beatEveryMs;
const CLOSE_NORMAL = 1000;

export function createConnection(ports: ConnectionPorts, events: ConnectionEvents): Line {
  const replica = createReplica();
  let decoder = createDecoder();
  const serverClock = createServerClock();
  let socket: SocketLike | null = null;
  let attempt = 0;
  let lastFrameAt: number | null = null;
  let firstBuild: string | null = null;
  let cancels: (() => void)[] = [];
  let isOpen = false;
  let isStopped = false;
  /** It slept and has heard nothing since: a dial is under way, and another sleep must not put it off. */
  let isJustAwake = false;
  /** Why the server turned us away. It is what people are told until a frame comes, however often we ask again. */
  let refusal: LineState | null = null;

  function dial(): void {
    settle();
    tell({ kind: "dialling", attempt });
    let fresh: SocketLike;
    try {
      fresh = ports.openSocket();
    } catch {
      retry();
      return;
    }
    socket = fresh;
    // Every handler asks whether this socket is still the one: a late event of an old dial must change nothing.
    cancels.push(ports.after(DIAL_TIMEOUT_MS, () => isOpen || (fresh === socket && lose(fresh))));
    fresh.listen({
      onOpen() {
        if (fresh === socket) greet(fresh);
      },
      onText(text) {
        if (fresh === socket) hear(fresh, text);
      },
      onClose(code) {
        if (fresh !== socket) return;
        if (isRetry(code)) lose(fresh);
        else halt(code);
      },
    });
  }

  function greet(fresh: SocketLike): void {
    isOpen = true;
    tell({ kind: "open" });
    resumeOn(replica);
    fresh.send(JSON.stringify(helloOf(replica, ports.device?.(firstBuild))));
    repeat(BOUNDS.viewerPingEveryMs, () => fresh.send(PING));
    repeat(BOUNDS.viewerAckEveryMs, () => {
      if (replica.epoch === null) return;
      fresh.send(JSON.stringify({ type: "ack", seq: replica.seq, health: ports.health?.() ?? null }));
    });
    watch(fresh, ports.now());
  }

  function watch(fresh: SocketLike, openedAt: number): void {
    repeat(BOUNDS.beatEveryMs, () => {
      const heardAt = Math.max(lastFrameAt ?? openedAt, openedAt);
      if (ports.now() - heardAt >= SILENCE_MS) lose(fresh);
    });
  }

  function hear(fresh: SocketLike, text: string): void {
    if (text === PONG) return;
    const decoded = decoder.decode(text);
    if (decoded.kind === "invalid") {
      take(fresh, distrust(replica));
      return;
    }
    if (decoded.kind === "order") {
      events.onOrder?.(decoded.order);
      return;
    }
    const { frame } = decoded;
    lastFrameAt = ports.now();
    serverClock.hear(frame.at, lastFrameAt);
    attempt = 0;
    isJustAwake = false;
    welcome();
    take(fresh, applyFrame(replica, frame));
    events.onHeard();
    if (frame.type !== "delta") compareBuild(frame.build);
  }

  function take(fresh: SocketLike, applied: Applied): void {
    switch (applied.kind) {
      case "applied":
        events.onApplied(applied);
        return;
      case "ask":
        fresh.send(JSON.stringify({ type: "resync" }));
        return;
      case "ignored":
        return;
      default:
        applied satisfies never;
    }
  }

  function compareBuild(build: string): void {
    firstBuild ??= build;
    if (build !== firstBuild) events.onOutdated();
  }

  /** A frame ends what a refusal began. */
  function welcome(): void {
    if (refusal === null) return;
    refusal = null;
    tell({ kind: "open" });
  }

  /** The socket is gone or useless: let it go and dial again later. */
  function lose(lost: SocketLike): void {
    const wasOpen = isOpen;
    release(lost);
    retry();
    if (!wasOpen) void askWhatIsUnknown();
  }

  function retry(): void {
    settle();
    const delayMs =
      refusal === null ? reconnectDelayMs(attempt, ports.chance()) : slowRetryDelayMs(ports.chance());
    attempt += 1;
    tell({ kind: "waiting", attempt });
    cancels.push(ports.after(delayMs, dial));
  }

  async function askWhatIsUnknown(): Promise<void> {
    const unknown = await ports.whatIsUnknown();
    // Whatever happened meanwhile wins: only a line still being tried is told.
    if (isStopped || isOpen) return;
    if (unknown === "revoked" || unknown === "signInExpired") turnAway(unknown);
    // What was stopped stays stopped: the figures of before must not come back when a paused tenant is removed.
    else if (unknown === "unknownTenant" && refusal?.kind === "stopped")
      refuse({ kind: "stopped", reason: { kind: unknown } });
    else if (unknown === "unknownTenant" || unknown === "unknownView") refuse({ kind: unknown });
    else if (refusal?.kind === "unknownTenant" || refusal?.kind === "unknownView") {
      refusal = null;
      if (socket === null) retry();
    }
  }

  /** People are told why, and the next dial is put off; one that is under way may still prove us wrong. */
  function refuse(state: LineState): void {
    refusal = state;
    events.onLine(state);
    if (socket === null) retry();
  }

  /** While a refusal stands, asking again is no news to the people in front of the screen. */
  function tell(state: LineState): void {
    if (refusal === null) events.onLine(state);
  }

  function halt(code: number): void {
    if (socket !== null) release(socket);
    const name = closeNameOf(code);
    if (name === "revoked" || name === "signInExpired") {
      turnAway(name);
      return;
    }
    const reason: StopReason =
      name === "unknownTenant" || name === "wrongVersion" || name === "tenantPaused"
        ? { kind: name }
        : { kind: "refused", code };
    refuse({ kind: "stopped", reason });
    if (code === CLOSE.wrongVersion) events.onOutdated();
  }

  function turnAway(why: Refusal): void {
    refuse({ kind: "stopped", reason: { kind: why } });
    events.onRefused?.(why);
  }

  function stop(): void {
    isStopped = true;
    if (socket !== null) release(socket);
    settle();
  }

  function release(old: SocketLike): void {
    if (old === socket) socket = null;
    isOpen = false;
    old.close(CLOSE_NORMAL);
  }

  function settle(): void {
    for (const cancel of cancels) cancel();
    cancels = [];
  }

  function repeat(ms: number, task: () => void): void {
    const slot = cancels.push(() => {}) - 1;
    const list = cancels;
    const again = () => {
      list[slot] = ports.after(ms, () => {
        task();
        if (list === cancels) again();
      });
    };
    again();
  }

  return {
    replica,
    serverClock,
    lastFrameAt: () => lastFrameAt,
    start: dial,
    slept(ms) {
      if (lastFrameAt !== null) lastFrameAt -= ms;
      if (isStopped || isJustAwake || refusal !== null) return;
      isJustAwake = true;
      if (socket !== null) release(socket);
      attempt = 0;
      retry();
    },
    stop,
    forget() {
      stop();
      Object.assign(replica, createReplica());
      decoder = createDecoder();
    },
  };
}
