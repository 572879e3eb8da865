/**
 * One tenant's CXone inside the simulation: a world behind the guide's API. It lets the world run along with the
 * clock, tells its events to whoever is connected, and answers REST with the truth of the moment.
 */
import { BOUNDS } from "@callboard/core";
import type { Credentials, HttpAnswer, HttpRequest } from "@callboard/cxone";
import type { DialFailure, Socket, SocketEvents } from "@callboard/desk";
import type { AgentStateEvent, Random, World, WorldEvent } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { CallOff, Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import { Line, type LineWatch } from "./line.ts";
import { RestApi } from "./rest-api.ts";
import { Tokens } from "./tokens.ts";

export interface UpstreamParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly world: World;
  readonly credentials: Credentials;
  readonly tokenLifeMs: number;
  readonly skewMs: number;
  readonly watch: LineWatch;
  /** Everything that happens in the world, as it happens. */
  readonly onEvent: (event: WorldEvent) => void;
  readonly onForeignToken: () => void;
}

const SHORT_STATE_MS = 2_000;

export class Upstream {
  readonly #parts: UpstreamParts;
  readonly #tokens: Tokens;
  readonly #rest: RestApi;
  readonly #lines = new Set<Line>();
  /** While short states get lost: each agent's last event, held until it has lasted. */
  readonly #lasting = new Map<string, { readonly event: AgentStateEvent; readonly callOff: CallOff }>();
  #events = 0;
  #callOffPump: CallOff = () => undefined;

  constructor(parts: UpstreamParts) {
    this.#parts = parts;
    const { scheduler, weather, random, world, credentials, tokenLifeMs, skewMs, onForeignToken } = parts;
    this.#tokens = new Tokens(parts.tenant);
    const tokens = this.#tokens;
    const shared = { scheduler, weather, random, world, credentials, tokenLifeMs, skewMs };
    this.#rest = new RestApi({ ...shared, tokens, onForeignToken });
    weather.when("tokenRevoked", () => {
      weather.count("tokenRevoked");
      tokens.revokeAll();
    });
    weather.when("drop", () =>
      this.#strikeLines("drop", (line) => line.close(random.pick([1001, 1006, 1012]))),
    );
    weather.when("halfOpen", () => this.#strikeLines("halfOpen", (line) => line.goDeaf()));
    weather.when("partition", (isBeginning) => this.#onPartition(isBeginning));
    this.#pump();
  }

  /** Events of the world so far. */
  get events(): number {
    return this.#events;
  }

  /** When the token of a request ends, in virtual time. */
  tokenEndOf(request: HttpRequest): number | null {
    return this.#tokens.endOf(request);
  }

  /** Messages on their way to a desk that listens. */
  get underWay(): number {
    let sum = this.#lasting.size;
    for (const line of this.#lines) sum += line.underWay;
    return sum;
  }

  #liveLines(): Line[] {
    for (const line of this.#lines) if (!line.isLive) this.#lines.delete(line);
    return [...this.#lines];
  }

  #strikeLines(fault: "drop" | "halfOpen", strike: (line: Line) => void): void {
    for (const line of this.#liveLines()) {
      this.#parts.weather.count(fault);
      strike(line);
    }
  }

  /** A short partition is lived through by TCP, a long one is not; nobody knows beforehand which it is. */
  #onPartition(isBeginning: boolean): void {
    for (const line of this.#liveLines()) {
      if (!isBeginning) line.release();
      else if (this.#parts.random.chance(0.5)) line.hold();
      else line.goDeaf();
    }
  }

  #pump(): void {
    const { scheduler, world } = this.#parts;
    this.#callOffPump();
    this.#callOffPump = scheduler.at(Math.max(world.nextEventMs(), scheduler.nowMs + 1), () => {
      this.#catchUp();
      this.#pump();
    });
  }

  /** Lets the world come to the present instant and tells what happened. */
  #catchUp(): void {
    const { world, scheduler } = this.#parts;
    for (const event of world.advance(scheduler.nowMs)) {
      this.#events += 1;
      this.#rest.note(event);
      this.#parts.onEvent(event);
      this.#publish(event);
    }
  }

  #publish(event: WorldEvent): void {
    const { weather, scheduler } = this.#parts;
    if (event.kind !== "agentState") {
      this.#tell(event);
      return;
    }
    const before = this.#lasting.get(event.agentId);
    if (before === undefined && !weather.holds("shortStatesMissing")) {
      this.#tell(event);
      return;
    }
    if (before !== undefined) {
      before.callOff();
      weather.count("shortStatesMissing");
    }
    const callOff = scheduler.after(SHORT_STATE_MS, () => {
      this.#lasting.delete(event.agentId);
      this.#tell(event);
    });
    this.#lasting.set(event.agentId, { event, callOff });
  }

  #tell(event: WorldEvent): void {
    for (const line of this.#liveLines()) line.tell(event);
  }

  /** Somebody's hand on the world; it is told of at once. */
  touch(act: (world: World) => void): void {
    this.#catchUp();
    act(this.#parts.world);
    this.#catchUp();
    // What comes next may come sooner now.
    this.#pump();
  }

  /** What the upstream answers at this instant. */
  answer(request: HttpRequest): HttpAnswer {
    this.#catchUp();
    return this.#rest.answer(request);
  }

  /** A dial of the desk's. Nothing is answered within the call. */
  dial(request: HttpRequest, events: SocketEvents): Socket {
    const { scheduler, random, weather } = this.#parts;
    const hopMs = (): number => random.between(SIM.hopMinMs, SIM.hopMaxMs);
    let line: Line | null = null;
    let isOver = false;
    scheduler.after(hopMs(), () => {
      if (isOver) return;
      const failure = this.#refusalOf(request);
      const afterMs = failure?.kind === "timeout" ? BOUNDS.dialTimeoutMs : hopMs();
      scheduler.after(afterMs, () => {
        if (isOver) return;
        if (failure !== null) {
          events.failed(failure);
          return;
        }
        line = this.#accept(events);
        events.opened();
      });
    });
    return {
      close: () => {
        isOver = true;
        // Now and then the runtime still delivers what had arrived before the close.
        if (line?.isLive && weather.strikes("stragglers")) {
          const late = line;
          scheduler.after(random.between(500, 15_000), () => late.close(1005));
        } else line?.vanish();
      },
    };
  }

  #accept(events: SocketEvents): Line {
    const { scheduler, weather, random, watch, skewMs } = this.#parts;
    const line = new Line({ scheduler, weather, random, events, watch, skewMs });
    this.#lines.add(line);
    if (weather.strikes("flapping")) {
      scheduler.after(random.between(300, 8_000), () => line.close(random.pick([1006, 1011, 1012])));
    }
    return line;
  }

  #refusalOf(request: HttpRequest): DialFailure | null {
    const { weather, random, scheduler, onForeignToken } = this.#parts;
    const refused = (status: number, retryAfterMs: number | null = null): DialFailure => ({
      kind: "answered",
      status,
      retryAfterMs,
    });
    if (weather.strikes("partition")) return random.chance(0.5) ? { kind: "network" } : { kind: "timeout" };
    if (weather.strikes("dialSilent")) return { kind: "timeout" };
    if (weather.strikes("dialRefused429")) return refused(429, random.pick([null, 2_000, 10_000, 20_000]));
    if (weather.strikes("dialRefused5xx")) return refused(random.pick([500, 502, 503]));
    if (weather.strikes("dialRefused401")) return refused(401);
    if (weather.strikes("dialRefused403")) return refused(403);
    const verdict = this.#tokens.judge(request, scheduler.nowMs);
    if (verdict.kind === "foreign") onForeignToken();
    return verdict.kind === "good" ? null : refused(401);
  }

  /** The object that listened is gone, and with it its sockets. */
  dropAll(): void {
    for (const line of this.#lines) line.vanish();
    this.#lines.clear();
  }
}
