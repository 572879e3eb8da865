/**
 * Why a screen's socket was closed, so that it knows whether to come back: 40xx "try again", 45xx "stop, a person
 * has to act", after which it asks but rarely. A code's number is never reused for another meaning.
 */
export const CLOSE = {
  deskRestarting: 4000,
  tooSlow: 4001,
  silent: 4002,
  tooManyViewers: 4003,
  badFrame: 4004,
  tooTalkative: 4005,
  unknownTenant: 4500,
  /** The screen speaks another protocol version: it reloads itself rather than dialling again. */
  wrongVersion: 4501,
  revoked: 4502,
  /** The sign-in that opened the socket is over: the page signs in again. */
  signInExpired: 4503,
  tenantPaused: 4504,
} as const;

export type CloseName = keyof typeof CLOSE;
export type CloseCode = (typeof CLOSE)[CloseName];

const STOP_FROM = 4500;
const STOP_UNTIL = 4600;

/** False only for our own "stop" codes: the network's and the platform's closes (1005, 1006, 1012 …) come and go. */
export function isRetry(code: number): boolean {
  return code < STOP_FROM || code >= STOP_UNTIL;
}

/** The name of one of our codes; `null` for the platform's own. */
export function closeNameOf(code: number): CloseName | null {
  for (const [name, value] of Object.entries(CLOSE)) if (value === code) return name as CloseName;
  return null;
}
