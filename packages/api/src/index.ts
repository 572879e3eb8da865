/** The one door of the catalogue. */
export { OPERATIONS, type OperationId } from "./catalogue.ts";
export type * from "./operation.ts";
