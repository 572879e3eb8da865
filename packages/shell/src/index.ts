/** The one door into what both desks stand on. */
export { Agenda } from "./agenda.ts";
export { canonicalJson } from "./canonical-json.ts";
export { doublingMs } from "./doubling.ts";
export { faultFacts } from "./fault-facts.ts";
export { inLanes } from "./in-lanes.ts";
export { inParts } from "./in-parts.ts";
export { migrate, NewerSchema, type Step } from "./migrate.ts";
export {
  isRefused,
  noStorage,
  noSuch,
  type Order,
  readOrder,
  readPerson,
  type Stamp,
  stale,
  wrong,
} from "./order.ts";
export type { Alarm, Chance, Clock, Journal, Sql, SqlValue, Timers } from "./ports.ts";
export { done, type Refused, type Reply, refused } from "./reply.ts";
export { Tally } from "./tally.ts";
