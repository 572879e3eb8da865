/**
 * The one door of the board protocol: what Worker and screen say to each other, and the pure parts of saying it.
 * Nothing here may pull in a validation library: screens load this (what only the Worker needs is in `server.ts`).
 */
export {
  // The part of core's vocabulary that a screen needs: screens import the protocol alone.
  AGENT_STATES,
  type AgentState,
  BOUNDS,
  type EpochMs,
  type FeedState,
  MEDIA,
  type Media,
  type NotRoutableReason,
  type RoutabilityUnknownReason,
  SEVERITIES,
  type ServiceLevelVariant,
  type Severity,
} from "@callboard/core";
export type * from "./alerts.ts";
export type * from "./answers.ts";
export type * from "./board.ts";
export { NAME_STYLES } from "./board.ts";
export { CLOSE, type CloseCode, type CloseName, closeNameOf, isRetry } from "./close-codes.ts";
export { createDecoder, type Decoded, type Decoder } from "./codec/decode.ts";
export { encodeBeat, encodeDelta, encodeOrder, encodeSnapshot, type RefOf } from "./codec/encode.ts";
export type * from "./frames.ts";
export { PING, PONG, PROTOCOL_VERSION } from "./frames.ts";
export { type Freshness, type FreshnessInput, type FreshnessWord, freshnessOf } from "./freshness.ts";
export { reconnectDelayMs, slowRetryDelayMs } from "./reconnect.ts";
export {
  type Applied,
  applyFrame,
  createReplica,
  distrust,
  helloOf,
  type Replica,
  resumeOn,
} from "./replica.ts";
export type * from "./screens.ts";
export { SCREEN_ORDERS } from "./screens.ts";
export { createServerClock, type ServerClock } from "./server-clock.ts";
export { type Aliases, shownName } from "./shown-name.ts";
export { type FloorTimeInput, floorTimeOf, upstreamAheadMs } from "./upstream-clock.ts";
