/** What the tests inside workerd use: one tenant's API, its simulator's controls, and patience with a bound. */
import { env, exports } from "cloudflare:workers";
import type { DeskStatus } from "@callboard/desk";
import type { Board } from "@callboard/protocol";
import { deskOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { vouched } from "../gate/whose.ts";
import { readTenants } from "../tenants.ts";

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {
      readonly SIMULATOR_URL: string;
      readonly RECEIVER_URL: string;
    }
  }
}
type WorkerEnv = Env;

/** Of local development: whoever asks there is this machine's own administrator. */
export const ORIGIN = "http://localhost";

/** Asks the Worker itself, as a browser would. */
export const ask = (path: string, init?: RequestInit): Promise<Response> =>
  exports.default.fetch(new Request(ORIGIN + path, init));

/** Tells a tenant's own simulator. */
export async function control(name: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const declared = readTenants(env).tenants.get(name)?.upstream;
  const origin = declared?.kind === "loopback" ? declared.origin : env.CALLBOARD_LOCAL_UPSTREAM;
  const headers = { "content-type": "application/json" };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  const response = await fetch(`${origin}${path}?tenant=${name}`, init);
  if (!response.ok) throw new Error(`the simulator refused ${path}: ${await response.text()}`);
  return response.json();
}

export interface TruthAgent {
  readonly user_id: string;
  readonly state: string;
}

/** One test's tenant, from both of its ends. */
export function tenantOf(name: string) {
  return {
    name,
    stub: () => deskOf(env, vouched(name, "registry")),
    status: async (): Promise<DeskStatus> => (await ask(`/api/tenants/${name}/status`)).json(),
    board: async (): Promise<Board> => (await ask(`/api/tenants/${name}/board`)).json(),
    fault: (fault: unknown): Promise<unknown> => control(name, "POST", "/_control/faults", fault),
    calm: (): Promise<unknown> => control(name, "DELETE", "/_control/faults"),
    force: (agentId: string, state: string, code?: string): Promise<unknown> =>
      control(name, "POST", `/_control/agents/${agentId}/state`, { state, state_code: code }),
    truth: async (): Promise<{ agents: TruthAgent[] }> =>
      (await control(name, "GET", "/_control/truth")) as { agents: TruthAgent[] },
    simulated: async (): Promise<Record<string, number>> => {
      const overview = await control(name, "GET", "/_control");
      const { tenants } = overview as { tenants: { tenant: string; counters: Record<string, number> }[] };
      return tenants.find(({ tenant }) => tenant === name)?.counters ?? {};
    },
    live: (query = "", headers: Record<string, string> = {}): Promise<Response> =>
      ask(`/api/tenants/${name}/live${query}`, {
        headers: { upgrade: "websocket", origin: ORIGIN, ...headers },
      }),
  };
}

export type TestTenant = ReturnType<typeof tenantOf>;

/** Asks again and again until the answer will do; says what the last answer was when it never did. */
export async function until<T>(
  look: () => Promise<T>,
  isRight: (seen: T) => boolean,
  withinMs = 8_000,
): Promise<T> {
  const tries = Math.ceil(withinMs / 50);
  let seen = await look();
  for (let n = 0; n < tries && !isRight(seen); n += 1) {
    await scheduler.wait(50);
    seen = await look();
  }
  if (!isRight(seen))
    throw new Error(`not within ${withinMs} ms; last seen: ${JSON.stringify(seen).slice(0, 1_500)}`);
  return seen;
}

export const isLive = (status: DeskStatus): boolean => status.feed.state === "live";
