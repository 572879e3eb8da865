/** The one door of the simulator, for tests and benches that run it inside their own process. */

export type { FaultInput } from "./faults/schema.ts";
export type { SimulatorOptions } from "./options.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
