/** Alerts as the alert desk tells them, with what a test does not care about filled in. */
import type { AlertsPush, BoardAlert } from "@callboard/protocol";
import { START } from "@callboard/shell/testing";

export const alertOf = (id: string): BoardAlert => ({
  id,
  ruleId: "agent_idle_exceeded",
  ruleName: "Not ready for too long",
  severity: "high",
  phase: "firing",
  entity: { kind: "agent", id: "a1" },
  queueId: null,
  activeSince: START,
  firedAt: START + 900_000,
  value: 900,
  threshold: 900,
  unit: "seconds",
  acknowledged: null,
  silenced: null,
  isFlapping: false,
  comments: 0,
  lastComment: null,
});

export const pushOf = (revision: number, ...alerts: readonly BoardAlert[]): AlertsPush => ({
  life: "life-1",
  revision,
  at: START,
  isFrozen: false,
  alerts,
  more: 0,
});
