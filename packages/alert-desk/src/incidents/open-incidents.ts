/** The open incidents of one rule and group, and which of them is the newest: what fires joins no other one. */
import type { Memory } from "../memory.ts";
import type { Incident } from "./incident.ts";

type Opened = Pick<Memory, "incidents" | "openByGroup">;

const groupKey = (ruleId: string, group: string): string => `${ruleId}|${group}`;

export function addOpen({ openByGroup }: Opened, { id, ruleId, group }: Incident): void {
  const key = groupKey(ruleId, group);
  const open = openByGroup.get(key);
  if (open === undefined) openByGroup.set(key, new Set([id]));
  else open.add(id);
}

export function removeOpen({ openByGroup }: Opened, { id, ruleId, group }: Incident): void {
  const key = groupKey(ruleId, group);
  const open = openByGroup.get(key);
  open?.delete(id);
  if (open?.size === 0) openByGroup.delete(key);
}

export function openOf({ incidents, openByGroup }: Opened, ruleId: string, group: string): Incident[] {
  return [...(openByGroup.get(groupKey(ruleId, group)) ?? [])].flatMap((id) => incidents.get(id) ?? []);
}

/** The one that was joined last. The same after a restart, also where a clock was set back and two were joined at once. */
export function newestOf(incidents: readonly Incident[]): Incident | null {
  let newest: Incident | null = null;
  for (const one of incidents) if (newest === null || isNewer(one, newest)) newest = one;
  return newest;
}

function isNewer(one: Incident, other: Incident): boolean {
  const byTime = one.joinedAt - other.joinedAt || one.openedAt - other.openedAt;
  return byTime === 0 ? one.id > other.id : byTime > 0;
}
