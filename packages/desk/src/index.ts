/** The one door into the desk: the shell around the core, with everything of the outside behind ports. */
export { Desk, type DeskSettings, type QueueUsual } from "./desk.ts";
export type { Viewer } from "./hub/viewer.ts";
export type * from "./ports.ts";

export type { DeskSetup } from "./setup.ts";
export type { DeskStatus } from "./status.ts";
