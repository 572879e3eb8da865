/**
 * The simulated contact centre under control: its faults, its forced states and its truth, all through the control API
 * that people use too.
 */
import type { FaultInput } from "@callboard/simulator";

export interface TruthAgent {
  readonly user_id: string;
  readonly name: string;
  readonly state: string;
  readonly isRoutable: boolean;
}

export interface TruthQueue {
  readonly queue_id: string;
  readonly name: string;
  readonly waiting: number;
  readonly windows: { readonly lastHour: { readonly offered: number } };
}

export interface Truth {
  readonly zone: string;
  readonly agents: readonly TruthAgent[];
  readonly queues: readonly TruthQueue[];
}

/** One tenant of a simulator. */
export interface Upstream {
  fault(...commands: FaultInput[]): Promise<void>;
  truth(): Promise<Truth>;
  forceState(agentId: string, state: string, statusCode?: string): Promise<void>;
  surge(queueId: string, factor: number, seconds: number): Promise<void>;
}

/** @param origin the simulator's */
export function upstreamOf(origin: string, tenant: string): Upstream {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${origin}/_control/${path}?tenant=${tenant}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    fault: async (...commands) => void (await call("POST", "faults", commands)),
    // Our own simulator's answer; the tests look at each part of it that they rely on.
    truth: async () => (await call("GET", "truth")) as Truth,
    forceState: async (agentId, state, statusCode) =>
      void (await call("POST", `agents/${agentId}/state`, {
        state,
        ...(statusCode ? { state_code: statusCode } : {}),
      })),
    surge: async (queueId, factor, seconds) =>
      void (await call("POST", `queues/${queueId}/surge`, { factor, seconds })),
  };
}
