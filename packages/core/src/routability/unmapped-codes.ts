/**
 * Status codes that people use and the site has not mapped, for the administrator to see (SPEC R5). The list
 * informs; nothing is decided by it.
 */
import { BOUNDS } from "../bounds.ts";
import type { Floor } from "../floor.ts";
import type { AgentState } from "../vocabulary.ts";

/** A code on READY that nobody has mapped restricts nothing, but is noted. READY's own name is no code. */
export function noteUnmappedCode(
  floor: Floor,
  { state, statusCode }: { readonly state: AgentState; readonly statusCode: string | null },
): void {
  if (state !== "READY" || statusCode === null || statusCode === "READY") return;
  if (floor.site.statusCodes.has(statusCode) || floor.unmappedCodes.size >= BOUNDS.statusCodesMax) return;
  floor.unmappedCodes.add(statusCode);
}

/** Begins the list anew after the site changed its mapping: by the codes that are in use now. */
export function renewUnmappedCodes(floor: Floor): void {
  floor.unmappedCodes.clear();
  for (const agent of floor.agents.values()) noteUnmappedCode(floor, agent);
}
