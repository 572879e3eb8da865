/** The one door into the desk: the shell around the core, with everything of the outside behind ports. */
export { Desk, type DeskSettings, type QueueUsual } from "./desk.ts";
export { LATENCY_BUCKETS_MS, type LatencyFacts } from "./hub/latency.ts";
export type { Viewer, ViewerKind } from "./hub/viewer.ts";
export type * from "./ports.ts";
export { type Holders, isRelay, PLACE_LIMITS, type PlaceLimits, Places } from "./relay/places.ts";
export type { Line, LineDialer, LineEvents, RelayPorts } from "./relay/ports.ts";
export { Relay, type RelayFacts, type RelayViewer } from "./relay/relay.ts";

export type { DeskSetup } from "./setup.ts";
export type { DeskFigures, DeskStatus, RelayCounts } from "./status.ts";
