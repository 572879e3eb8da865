/** The one door of the simulation. The command line is `cli.ts`. */
export { runSeed, type SeedReport } from "./run.ts";
