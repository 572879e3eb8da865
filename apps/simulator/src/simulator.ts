/**
 * The simulator put together: tenants, HTTP server, handshake and the one timer that carries the worlds
 * along with the real clock. `Date.now` is read here and nowhere else.
 */

import { createServer, type Server } from "node:http";
import { zoneWithLocalHour } from "@callboard/world";
import { handleApi, type Upstream } from "./api.ts";
import { MAX_HEADER_BYTES, MAX_TICK_MS, MIN_TICK_MS } from "./bounds.ts";
import { handleControl, isControl } from "./control/routes.ts";
import { type FaultInput, faultCommandSchema } from "./faults/schema.ts";
import { HandshakeDesk } from "./handshake.ts";
import { failure, send } from "./http.ts";
import { type CheckedOptions, clientsOf, explain, optionsSchema, type SimulatorOptions } from "./options.ts";
import { ScenarioPlayer } from "./scenario.ts";
import { Tenant } from "./tenant.ts";
import { TokenOffice } from "./tokens.ts";

/** A running simulator, as those who embed it hold it. */
export interface Simulator {
  readonly url: string;
  readonly port: number;
  readonly tenants: ReadonlyMap<string, Tenant>;
  /** Switches a fault for one tenant, or for all when none is named. Throws on a command or tenant that is none. */
  carryOut(command: FaultInput, tenant?: string): void;
  /** Ends every connection and timer; resolves when nothing is left open. */
  close(): Promise<void>;
}

/** The real clock, except that it never goes back under a running world. */
function steadyClock(): () => number {
  let latestMs = 0;
  return () => {
    latestMs = Math.max(latestMs, Date.now());
    return latestMs;
  };
}

function buildTenants(options: CheckedOptions, office: TokenOffice, startMs: number): Map<string, Tenant> {
  const zone = options.zone === "auto" ? zoneWithLocalHour(10, startMs) : options.zone;
  const { agents, queues, speed, hostileNames, eventsPerSecond } = options;
  const common = { agents, queues, speed, hostileNames, eventsPerSecond, zone, startMs };
  return new Map(
    options.tenants.map((name, index) => [
      name,
      new Tenant({ ...common, name, seed: options.seed + index }, office),
    ]),
  );
}

function urlOf(target: string): URL | null {
  try {
    return new URL(target, "http://simulator.invalid");
  } catch {
    return null;
  }
}

function createHttpServer(upstream: Upstream): Server {
  return createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    const url = urlOf(request.url ?? "/");
    if (url === null) {
      send(response, failure(400, "bad_request", "the address cannot be read"));
      return;
    }
    const handled = isControl(url.pathname)
      ? handleControl(upstream, request, response, url)
      : handleApi(upstream, request, response, url);
    handled.catch((error: unknown) => {
      // A client that leaves in mid-request ends up here too; then there is nobody to tell.
      if (!response.headersSent && !response.destroyed)
        send(response, failure(500, "internal", String(error)));
    });
  });
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

/** Calls `tick` when it says that something is due, at least every MAX_TICK_MS. Returns how to stop it. */
function keepTicking(tick: () => number, now: () => number): () => void {
  let timer: NodeJS.Timeout;
  const next = (): void => {
    const dueMs = tick() - now();
    timer = setTimeout(next, Math.min(MAX_TICK_MS, Math.max(MIN_TICK_MS, dueMs)));
  };
  timer = setTimeout(next, 0);
  return () => clearTimeout(timer);
}

/**
 * Starts a simulator on real sockets. Rejects with a plain text when options are wrong, and with the
 * system's error (`code: "EADDRINUSE"`) when the port is taken.
 */
export async function startSimulator(given: SimulatorOptions = {}): Promise<Simulator> {
  const parsed = optionsSchema.safeParse(given);
  if (!parsed.success) throw new TypeError(explain(parsed.error));
  const options = parsed.data;
  const now = steadyClock();
  const office = new TokenOffice(clientsOf(options));
  const startMs = now();
  const tenants = buildTenants(options, office, startMs);
  const closing = new AbortController();
  const upstream: Upstream = {
    tenants,
    office,
    now,
    expiresInSeconds: options.expiresInSeconds,
    closing: closing.signal,
  };
  const server = createHttpServer(upstream);
  const desk = new HandshakeDesk(upstream);
  server.on("upgrade", (request, socket, head) => desk.upgrade(request, socket, head));
  const port = await listen(server, options.port, options.host);
  const carryOut = createCarryOut(tenants, now);
  const scenario = new ScenarioPlayer(options.scenario, now());
  const stopTicking = keepTicking(() => {
    const nowMs = now();
    scenario.play(nowMs, carryOut);
    for (const tenant of tenants.values()) tenant.tick(nowMs);
    return Math.min(...[...tenants.values()].map((tenant) => tenant.nextDueMs()));
  }, now);
  return {
    url: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`,
    port,
    tenants,
    carryOut,
    async close() {
      stopTicking();
      closing.abort();
      desk.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function createCarryOut(tenants: ReadonlyMap<string, Tenant>, now: () => number): Simulator["carryOut"] {
  return (input, name) => {
    const command = faultCommandSchema.parse(input);
    if (name === undefined) {
      for (const tenant of tenants.values()) tenant.carryOut(command, now());
      return;
    }
    const tenant = tenants.get(name);
    if (tenant === undefined) throw new RangeError(`there is no tenant ${JSON.stringify(name)}`);
    tenant.carryOut(command, now());
  };
}
