/** The one door: notices, sinks, their formats, and what an answer means. */
export { isAllowedUrl, type UrlVerdict } from "./enter/allowed-url.ts";
export { type ReadSinkOptions, readSink, type SinkRead } from "./enter/read-sink.ts";
export { SHAPES as SINK_SHAPES } from "./enter/sink-shape.ts";
export { deliveryOf } from "./formats/delivery.ts";
export { judgeAnswer, paceMs } from "./judge-answer.ts";
export type * from "./notice.ts";
export { type ShownSink, showSink } from "./show-sink.ts";
export type * from "./sink.ts";
