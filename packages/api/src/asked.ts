/** What routes read themselves, by the schemas that the document tells of; what desks read they have schemas of their own for. */
export { backtestOrder, whyQuery } from "./shapes/asked.ts";
export { pairingSecret } from "./shapes/people.ts";
export { metricsQuery } from "./shapes/service.ts";
