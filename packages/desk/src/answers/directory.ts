/**
 * Who and what there is on the floor, for filters and pickers: slow-moving facts that frames do not carry. Reads only. No
 * names of people: those are the views' own.
 */
import { BOUNDS, type EpochMs, type Floor, type Skill } from "@callboard/core";
import type { Directory, DirectorySkill } from "@callboard/protocol";

/** The whole directory at `at`. Lists are sorted by what people read, so that the same floor gives the same answer. */
export function directoryOf(floor: Floor, at: EpochMs): Directory {
  const teams = new Set<string>();
  const skills = new SkillBook();
  for (const { teamName, profile } of floor.agents.values()) {
    if (teamName !== null) teams.add(teamName);
    for (const skill of profile?.skills ?? []) skills.add(skill);
  }
  const { list, places } = skills.sorted();
  return {
    at,
    teams: [...teams].sort(byText),
    skills: list,
    agents: Array.from(floor.agents.values(), ({ id, profile }) => ({
      id,
      skills:
        profile === null
          ? null
          : profile.skills.filter(isUsable).flatMap((skill) => places.get(skill.id) ?? []),
    })),
    queues: Array.from(floor.queues.values(), ({ id, name, media }) => ({
      id,
      name: name ?? id,
      media,
    })).sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id)),
    codes: codesOf(floor),
  };
}

/** A skill that is off, or at level 0, is none (SPEC R2). */
const isUsable = ({ active, level }: Skill): boolean => active && level > 0;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Those in use now, and those that were seen on READY agents and mean nothing yet. */
function codesOf({ agents, unmappedCodes, site }: Floor): Directory["codes"] {
  // What means nothing yet is only ever noted of READY agents.
  const onReady = new Set(unmappedCodes);
  const seen = new Set(unmappedCodes);
  for (const { state, statusCode } of agents.values()) {
    if (statusCode === null) continue;
    if (!seen.has(statusCode) && seen.size >= BOUNDS.statusCodesMax) continue;
    seen.add(statusCode);
    if (state === "READY" && statusCode !== "READY") onReady.add(statusCode);
  }
  return [...seen].sort(byText).map((code) => ({
    code,
    isMapped: site.statusCodes.has(code),
    isOnReady: onReady.has(code),
  }));
}

/** Skills as profiles tell them, one by one: what one of them says of its queues and another does not is known. */
class SkillBook {
  readonly #skills = new Map<string, { name: string; queueIds: Set<string> | null }>();

  add({ id, name, queueIds }: Skill): void {
    const known = this.#skills.get(id) ?? { name, queueIds: null };
    if (queueIds !== null) known.queueIds = new Set([...(known.queueIds ?? []), ...queueIds]);
    this.#skills.set(id, known);
  }

  sorted(): { readonly list: DirectorySkill[]; readonly places: ReadonlyMap<string, number> } {
    const list = Array.from(this.#skills, ([id, { name, queueIds }]) => ({
      id,
      name,
      queueIds: queueIds === null ? null : [...queueIds],
    })).sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id));
    return { list, places: new Map(list.map(({ id }, place) => [id, place])) };
  }
}
