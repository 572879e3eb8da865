/**
 * The one door of boards for screens: the words in which layouts and settings are written, and the pure parts that a screen
 * needs. Reading them is behind `./read`.
 */
export { type BoardNow, boardNow } from "./board-now.ts";
export { defaultWidget, NO_FILTER, WIDGET_KINDS } from "./default-widget.ts";
export {
  type AgentPlace,
  factsOf,
  isAll,
  type Membership,
  membershipOf,
  needsDirectory,
} from "./membership.ts";
export * from "./plan.ts";
export { DEFAULT_BOARD_ID, PRESET_BOARDS } from "./preset-boards.ts";
export * from "./setup.ts";
