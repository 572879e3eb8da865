/** The one door of the catalogue. What describes it is behind `./document`, and who asks by it behind `./client`. */
export { type Catalogued, OPERATIONS, type OperationId } from "./catalogue.ts";
export type { Lazy } from "./lazy.ts";
export type * from "./operation.ts";
