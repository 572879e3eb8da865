/** The desk's ports, supplied from Cloudflare. Each is thin: whatever can be decided is decided in the desk. */
import type { FloorBatch } from "@callboard/core/alerting";
import type { UpstreamOrigins } from "@callboard/cxone";
import type { AlertDeskBell, BatchQueue, Ports, Rest } from "@callboard/desk";
import type { Alarm, Journal, Timers } from "@callboard/shell";
import type { AlertDesk } from "../alert-desk.ts";
import { during, requestFacts } from "../log/request.ts";
import { SqlLedger } from "../storage/sql-ledger.ts";
import type { Tenant } from "../tenants.ts";
import type { UpstreamRest } from "../upstream/upstream-rest.ts";
import { StreamDialer } from "./dialer.ts";
import type { Tenure } from "./tenure.ts";

/** `Service` types do not carry our classes' methods through, so what is used of the entrypoint is named here. */
export type RestCaller = Pick<UpstreamRest, "send">;

export interface PortsParts {
  readonly storage: DurableObjectStorage;
  readonly tenant: Tenant;
  readonly origins: UpstreamOrigins;
  readonly rest: RestCaller;
  readonly events: Queue<FloorBatch>;
  /** The tenant's alert desk, found anew each time: the stub of an object that has restarted is dead. */
  readonly alertDesk: () => DurableObjectStub<AlertDesk>;
  readonly guard: Guard;
  /** When it is over, all that the desk began is called off. */
  readonly tenure: Tenure;
}

/** Runs a turn whose failure must not take the object down. */
export type Guard = (what: string, turn: () => void) => void;

export function cloudflarePorts(parts: PortsParts): Ports {
  const { storage, tenant, origins, rest, tenure } = parts;
  const guard = onItsOwn(parts.guard);
  const journal = consoleJournal();
  return {
    clock: { now: () => Date.now() },
    chance: Math.random,
    newEpoch: () => crypto.randomUUID(),
    timers: timersPort(guard, tenure),
    alarm: alarmPort(storage, tenant.id),
    rest: restPort(rest, tenant, guard),
    dialer: new StreamDialer(origins, tenure),
    ledger: new SqlLedger(storage),
    events: batchQueue(parts.events, guard),
    alertDesk: bell(parts.alertDesk),
    journal,
  };
}

export const timersPort = (guard: Guard, tenure: Tenure): Timers => ({
  after(ms, run) {
    const own = onItsOwn(guard);
    const timer = setTimeout(() => {
      forget();
      own("timer", run);
    }, ms);
    const forget = tenure.onEnd(() => clearTimeout(timer));
    return () => {
      forget();
      clearTimeout(timer);
    };
  },
});

export const alarmPort = (storage: DurableObjectStorage, tenant: string): Alarm => ({
  set(at) {
    storage.setAlarm(at).catch(() => consoleJournal().note("alarm not set", { tenant, at }));
  },
});

function restPort(rest: RestCaller, tenant: Tenant, guard: Guard): Rest {
  return {
    send(requests, done) {
      rest.send(tenant.upstream, requests).then(
        (answers) => guard("rest", () => done(answers)),
        () => guard("rest", () => done(requests.map(() => ({ kind: "failed", why: "network" })))),
      );
    },
  };
}

const batchQueue = (queue: Queue<FloorBatch>, guard: Guard): BatchQueue => ({
  send(batch, done) {
    queue.send(batch, { contentType: "json" }).then(
      () => guard("events", () => done(true)),
      () => guard("events", () => done(false)),
    );
  },
});

const bell = (alertDesk: PortsParts["alertDesk"]): AlertDeskBell => ({
  wake() {
    // One that cannot be woken now is woken again by the watchdog, or by the cron.
    alertDesk()
      .wake()
      .catch(() => undefined);
  },
});

/** What is called back later is the object's own work, whoever began it. */
const onItsOwn =
  (guard: Guard): Guard =>
  (what, turn) =>
    during(null, () => guard(what, turn));

/** One JSON line an event, with the request that caused it: codes and counts, never names, tokens or bodies. */
export function consoleJournal(): Journal {
  return {
    note(event, facts) {
      console.log(JSON.stringify({ event, ...requestFacts(), ...facts }));
    },
  };
}
