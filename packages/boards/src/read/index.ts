/** The door for whoever checks boards and settings that come from outside. It brings zod along: no wall may come through it. */
export { board, readBoard } from "./boards.ts";
export { DOCUMENTS } from "./documents.ts";
export { readAlias, readCode } from "./lists.ts";
export { readSetup, type SetupContext } from "./read-setup.ts";
export type { Reading } from "./reading.ts";
export { readScreen, screen } from "./screens.ts";
export { readAssignment, readTemplate } from "./shifts.ts";
