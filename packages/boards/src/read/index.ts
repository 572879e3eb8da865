/** The door for whoever checks boards and settings that come from outside. It brings zod along: no wall may come through it. */
export { readBoard, readBoards } from "./boards.ts";
export { readAlias, readCode, readCodes, readGeneral, readGoals, readPrivacy } from "./lists.ts";
export { readSetup, type SetupContext } from "./read-setup.ts";
export type { Reading } from "./reading.ts";
export { readScreen, readScreens } from "./screens.ts";
export { readAssignment, readShifts, readTemplate } from "./shifts.ts";
