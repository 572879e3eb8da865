/** The second door: what the alert desk is asked and told, as schemas, and the words of its answers; for who describes the API. */
export * from "./people/asked.ts";
export { commentText } from "./people/edge.ts";
export { NOTICE_STATES, TELLINGS } from "./views.ts";
