/** The desk's ports, supplied from Cloudflare. Each is thin: whatever can be decided is decided in the desk. */
import type { UpstreamOrigins } from "@callboard/cxone";
import type { Journal, Ports, Rest } from "@callboard/desk";
import { SqlLedger } from "../storage/sql-ledger.ts";
import type { Tenant } from "../tenants.ts";
import type { UpstreamRest } from "../upstream/upstream-rest.ts";
import { StreamDialer } from "./dialer.ts";

/** `Service` types do not carry our classes' methods through, so what is used of the entrypoint is named here. */
export type RestCaller = Pick<UpstreamRest, "send">;

export interface PortsParts {
  readonly storage: DurableObjectStorage;
  readonly tenant: Tenant;
  readonly origins: UpstreamOrigins;
  readonly rest: RestCaller;
  /** Runs a turn whose failure must not take the object down. */
  readonly guard: (what: string, turn: () => void) => void;
}

export function cloudflarePorts({ storage, tenant, origins, rest, guard }: PortsParts): Ports {
  const journal = consoleJournal();
  return {
    clock: { now: () => Date.now() },
    chance: Math.random,
    newEpoch: () => crypto.randomUUID(),
    timers: {
      after(ms, run) {
        const timer = setTimeout(() => guard("timer", run), ms);
        return () => clearTimeout(timer);
      },
    },
    alarm: {
      set(at) {
        storage.setAlarm(at).catch(() => journal.note("alarm not set", { tenant: tenant.id, at }));
      },
    },
    rest: restPort(rest, tenant, guard),
    dialer: new StreamDialer(origins),
    ledger: new SqlLedger(storage),
    journal,
  };
}

function restPort(rest: RestCaller, tenant: Tenant, guard: PortsParts["guard"]): Rest {
  return {
    send(requests, done) {
      rest.send(tenant.upstream, requests).then(
        (answers) => guard("rest", () => done(answers)),
        () => guard("rest", () => done(requests.map(() => ({ kind: "failed", why: "network" })))),
      );
    },
  };
}

/** One JSON line an event: codes and counts, never names, tokens or bodies. */
export function consoleJournal(): Journal {
  return {
    note(event, facts) {
      console.log(JSON.stringify({ event, ...facts }));
    },
  };
}
