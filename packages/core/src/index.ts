/** The one door into the domain. */
export { BOUNDS } from "./bounds.ts";
export type * from "./floor.ts";
export type * from "./inputs.ts";
export type * from "./outcome.ts";
export type * from "./routability/profile.ts";
export type { Routability } from "./routability/routability.ts";
export * from "./site.ts";
export * from "./vocabulary.ts";
