/** The one door: notices, sinks, their formats, and what an answer means. */
export type * from "./notice.ts";
export { NOTICE_KINDS } from "./notice.ts";
export type * from "./sink.ts";
