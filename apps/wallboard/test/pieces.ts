/** Single agents and queues for tests, with only what a test cares about said. */
import type { BoardAgent, BoardAlert, BoardAlerting, BoardQueue, BoardWindow } from "@callboard/protocol";

export const AT = 1_795_000_000_000;

export function agent(change: Partial<BoardAgent> & { readonly id: string }): BoardAgent {
  return {
    name: change.id,
    team: null,
    state: "READY",
    rawState: null,
    status: null,
    since: AT - 60_000,
    lastUpdated: AT - 60_000,
    queueId: null,
    direction: null,
    routability: { kind: "routable" },
    trusted: true,
    ...change,
  };
}

export const quietWindow: BoardWindow = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  serviceLevelPct: null,
  asaSeconds: null,
  ahtSeconds: null,
  abandonPct: null,
  blindMs: 0,
};

export function queue(change: Partial<BoardQueue> & { readonly id: string }): BoardQueue {
  return {
    name: change.id,
    media: "voice",
    statsAt: AT - 1_000,
    waitSeconds: 0,
    abandonedCount: 0,
    availableAgents: 3,
    callVolume1h: 100,
    serviceLevelPct: 85,
    waitTrend: 0,
    waitDeviationSeconds: null,
    waiting: 0,
    longestWaitSince: null,
    unsureWaiting: 0,
    routableAgents: 3,
    goalPct: 80,
    thresholdSeconds: 20,
    variant: "ignoreAbandons",
    last15m: quietWindow,
    last1h: { ...quietWindow, offered: 100, answered: 95, serviceLevelPct: 90 },
    today: quietWindow,
    ...change,
  };
}

export const watching: BoardAlerting = { state: "watching", since: AT - 3_600_000, more: 0 };

export function alert(change: Partial<BoardAlert> & { readonly id: string }): BoardAlert {
  return {
    ruleId: "agent_idle_exceeded",
    ruleName: "Not ready too long",
    severity: "high",
    phase: "firing",
    entity: { kind: "agent", id: "1" },
    queueId: null,
    activeSince: AT - 960_000,
    firedAt: AT - 60_000,
    value: 900,
    threshold: 900,
    unit: "seconds",
    acknowledged: null,
    silenced: null,
    isFlapping: false,
    comments: 0,
    lastComment: null,
    ...change,
  };
}
