/**
 * Builds a contact centre from a seed: queues, the skills that serve them, teams, people with their skills
 * and templates, and the demand that matches them. Runs once; nothing here happens in time.
 */

import { arrivalCurve, capacityOf } from "./demand.ts";
import type { Agent, Queue, Roster } from "./floor.ts";
import {
  FAMILY_NAMES,
  GIVEN_NAMES,
  hostileOr,
  LANGUAGES,
  NAMES_IN_OTHER_SCRIPTS,
  TEAM_NAMES,
  TOPICS,
} from "./names.ts";
import { buildQueue } from "./queues.ts";
import type { Random } from "./random.ts";
import { AVAILABLE } from "./routing.ts";
import { drawTemplate } from "./shifts.ts";
import type { AgentSkill, WorldOptions } from "./types.ts";

export interface Staff {
  readonly agents: Agent[];
  readonly queues: Queue[];
  readonly rosters: Roster[];
}

interface Skill {
  readonly id: string;
  readonly name: string;
  readonly queues: Queue[];
  /** How much of the staff has it as their first skill. */
  readonly weight: number;
  readonly staff: { agent: Agent; share: number }[];
}

/** How hard a skill is driven: most are well staffed, some have time, some cannot keep up. */
const LOADS: readonly (readonly [readonly [number, number], number])[] = [
  [[0.85, 0.94], 57],
  [[0.72, 0.82], 19],
  [[0.99, 1.1], 24],
];

function buildSkills(random: Random, queues: readonly Queue[]): Skill[] {
  const count = Math.max(1, Math.round(queues.length / 2));
  const skills = Array.from({ length: count }, (_, index): Skill => {
    const topic = TOPICS[index % TOPICS.length] ?? "General";
    const lap = Math.floor(index / TOPICS.length);
    return {
      id: `skill-${index + 1}`,
      name: lap === 0 ? topic : `${topic} ${LANGUAGES[lap % LANGUAGES.length] ?? ""}`,
      queues: queues.filter((_, at) => at % count === index),
      weight: random.between(0.7, 1.6),
      staff: [],
    };
  });
  // Some queues overflow to a neighbour's people.
  queues.forEach((queue, index) => {
    const neighbour = skills[(index + 1) % count];
    if (count > 1 && random.chance(0.15)) neighbour?.queues.push(queue);
  });
  return skills;
}

/** The agent's skills with levels, the main one first. */
function drawSkills(
  random: Random,
  skills: readonly Skill[],
  main: number,
): { skill: Skill; level: number; active: boolean }[] {
  const more = random.weighted([
    [0, 45],
    [1, 40],
    [2, 15],
  ] as const);
  const drawn: { skill: Skill; level: number; active: boolean }[] = [];
  for (let step = 0; step <= more; step++) {
    const skill = skills[(main + step) % skills.length];
    if (skill === undefined || drawn.some((other) => other.skill === skill)) continue;
    const level = step === 0 ? 5 + random.index(6) : 1 + random.index(6);
    drawn.push({ skill, level, active: step === 0 || !random.chance(0.06) });
  }
  return drawn;
}

/** Enters the agent in the queues that its active skills serve, and in what each skill can count on. */
function assign(agent: Agent, drawn: ReturnType<typeof drawSkills>): void {
  const active = drawn.filter((entry) => entry.active);
  active.forEach(({ skill, level }, rank) => {
    const share = active.length === 1 ? 1 : rank === 0 ? 0.7 : 0.3 / (active.length - 1);
    skill.staff.push({ agent, share });
    for (const queue of skill.queues) {
      if (agent.queues.includes(queue)) continue;
      agent.queues.push(queue);
      queue.staff.push({ agent, level });
    }
  });
}

function drawName(random: Random, isHostile: boolean): { firstName: string; lastName: string; name: string } {
  const [given, family] = random.chance(0.04)
    ? random.pick(NAMES_IN_OTHER_SCRIPTS)
    : [random.pick(GIVEN_NAMES), random.pick(FAMILY_NAMES)];
  const firstName = hostileOr(random, isHostile, given);
  const lastName = hostileOr(random, isHostile, family);
  return { firstName, lastName, name: hostileOr(random, isHostile, `${firstName} ${lastName}`) };
}

/** Sixteen people to a team, all of one main skill. */
function teamOf(
  teams: Map<string, { id: string; name: string }>,
  main: number,
  place: number,
): { id: string; name: string } {
  const key = `${main}/${Math.floor(place / 16)}`;
  const known = teams.get(key);
  if (known !== undefined) return known;
  const lap = Math.floor(teams.size / TEAM_NAMES.length);
  const name = `${TEAM_NAMES[teams.size % TEAM_NAMES.length] ?? "Team"}${lap === 0 ? "" : ` ${lap + 1}`}`;
  const team = { id: `team-${teams.size + 1}`, name };
  teams.set(key, team);
  return team;
}

function rosterOf(rosters: Map<string, Roster>, random: Random, zone: string): Roster {
  const template = drawTemplate(random, zone);
  const known = rosters.get(template.id) ?? { template, agents: [], duty: "off", shift: null };
  rosters.set(template.id, known);
  return known;
}

function skillRows(drawn: ReturnType<typeof drawSkills>): AgentSkill[] {
  return drawn.map(({ skill, level, active }) => ({
    skillId: skill.id,
    name: skill.name,
    level,
    active,
    queueIds: skill.queues.map((queue) => queue.id),
  }));
}

/** Draws the whole centre. The same options give the same centre, ids included. */
export function buildStaff(options: WorldOptions, random: Random): Staff {
  const isHostile = options.hostileNames ?? false;
  const queues = Array.from({ length: options.queues }, (_, index) => buildQueue(random, index, isHostile));
  const skills = buildSkills(random, queues);
  const rosters = new Map<string, Roster>();
  const teams = new Map<string, { id: string; name: string }>();
  const agents = Array.from({ length: options.agents }, (_, index): Agent => {
    // The first people cover every skill once; the rest follow the skills' weights.
    const main =
      index < skills.length ? index : random.weighted(skills.map((skill, at) => [at, skill.weight] as const));
    const drawn = drawSkills(random, skills, main);
    const team = teamOf(teams, main, skills[main]?.staff.length ?? 0);
    const roster = rosterOf(rosters, random, options.zone);
    const agent = newAgent(random, drawName(random, isHostile), team, roster, skillRows(drawn));
    roster.agents.push(agent);
    assign(agent, drawn);
    return agent;
  });
  for (const skill of skills) setDemand(random, skill, skills);
  return { agents, queues, rosters: [...rosters.values()] };
}

function newAgent(
  random: Random,
  names: ReturnType<typeof drawName>,
  team: { id: string; name: string },
  roster: Roster,
  skills: AgentSkill[],
): Agent {
  return {
    ...names,
    id: random.uuid(),
    teamId: team.id,
    teamName: team.name,
    skills,
    shift: random.chance(0.02) ? null : roster.template,
    roster,
    queues: [],
    state: "SIGNED_OUT",
    statusCode: AVAILABLE,
    sinceMs: 0,
    lastUpdatedMs: 0,
    queueId: null,
    contactId: null,
    direction: null,
    isForced: false,
    want: "off",
    wantCode: "",
    plan: [],
    errand: null,
    ringing: null,
    contact: null,
    epoch: 0,
  };
}

/** Shares the skill's capacity among the queues that are its own (not those that overflow to it). */
function setDemand(random: Random, skill: Skill, skills: readonly Skill[]): void {
  const own = skill.queues.filter((queue) => skills.find((other) => other.queues.includes(queue)) === skill);
  const weights = own.map(() => random.between(0.5, 1.5));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const capacity = capacityOf(skill.staff);
  const [low, high] = random.weighted(LOADS);
  const load = random.between(low, high);
  own.forEach((queue, index) => {
    queue.arrivalsPerMs = arrivalCurve(capacity, load, (weights[index] ?? 0) / total, queue.manners, random);
  });
}
