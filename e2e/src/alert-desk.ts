/**
 * A tenant's alert desk through the Worker's own API, as scripts and other systems use it. It asks nothing of the
 * alert desk's insides.
 */

export interface AlertRow {
  readonly id: string;
  readonly ruleId: string;
  readonly entity: { readonly kind: string; readonly id: string };
  readonly phase: string;
  readonly reason: string;
  readonly activeSince: number;
  readonly firedAt: number;
}

export interface AlertDesk {
  /** A rule as people write it. */
  putRule(rule: { readonly id: string; readonly [field: string]: unknown }): Promise<void>;
  /** Every alert of one rule that ever fired, newest first. */
  alertsOf(ruleId: string): Promise<readonly AlertRow[]>;
  acknowledge(alertId: string, by: string): Promise<void>;
  comment(alertId: string, by: string, text: string): Promise<void>;
  /** Mutes one agent for an hour. */
  silence(agentId: string, by: string, reason: string): Promise<void>;
  putSink(sink: { readonly id: string; readonly [field: string]: unknown }): Promise<void>;
}

/** @param origin the Worker's */
export function alertDeskOf(origin: string, tenant: string): AlertDesk {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/api/tenants/${tenant}/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const alertPath = (id: string) => `alerts/${encodeURIComponent(id)}`;
  return {
    putRule: async (rule) => void (await call("PUT", `rules/${rule.id}`, rule)),
    // Our own answer; the tests look at each part of it that they rely on.
    alertsOf: async (ruleId) =>
      ((await call("GET", `alerts?state=all&limit=200&ruleId=${ruleId}`)) as { alerts: AlertRow[] }).alerts,
    acknowledge: async (alertId, by) =>
      void (await call("POST", `${alertPath(alertId)}/acknowledge`, { by })),
    comment: async (alertId, by, text) =>
      void (await call("POST", `${alertPath(alertId)}/comments`, { by, text })),
    silence: async (agentId, by, reason) =>
      void (await call("POST", "silences", { by, reason, minutes: 60, matcher: { agents: [agentId] } })),
    putSink: async (sink) => void (await call("PUT", `sinks/${sink.id}`, sink)),
  };
}

/** A status code that the simulated floor never sets by itself, so that only those whom a test sends away are meant. */
export const AWAY = "E2E_AWAY";

/** A rule about those who are away for longer than so many seconds. Critical, so that it stands before all others. */
export const awayRule = (id: string, name: string, seconds: number, code: string = AWAY) => ({
  ...{ id, name, severity: "critical", scope: { of: "agents" }, cooldownSeconds: 0 },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "statusCode", is: code },
      { field: "stateSeconds", above: seconds },
    ],
  },
});
