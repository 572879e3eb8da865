/**
 * Who has which cell, and what is in it, as one number a cell. By team everybody has a fixed place, signed in or not, so that
 * a floor is recognised by its pattern; by state the cells of a group are alike and only their number changes. Places are given
 * anew only when somebody has no place, and groups by state keep some room, so that nothing moves each second.
 */
import type { AgentGrouping } from "@callboard/boards";
import { type BoardAgent, SEVERITIES } from "@callboard/protocol";
import { type AgentGroup, compareText, groupOf } from "../../floor/agent-groups.ts";
import { orderTeams } from "../../floor/agent-roster.ts";
import type { AlertMark } from "../../floor/alert-order.ts";
import { COUNTED_GROUPS } from "../../floor/state-counts.ts";
import type { GroupSize } from "./plan-overview.ts";

/** Nobody is there. */
export const EMPTY = 255;
const GROUPS = COUNTED_GROUPS.length;

/** A state and, where there is one, the frame of an alert: 0 none, else the severity's place from 1. */
export function codeOf(group: AgentGroup, mark: AlertMark | null): number {
  const frame = mark === null || mark.isCalm ? 0 : SEVERITIES.indexOf(mark.severity) + 1;
  return COUNTED_GROUPS.indexOf(group) + GROUPS * frame;
}

export function partsOfCode(code: number): { readonly group: AgentGroup; readonly frame: number } | null {
  const group = COUNTED_GROUPS[code % GROUPS];
  return code === EMPTY || group === undefined ? null : { group, frame: Math.floor(code / GROUPS) };
}

export interface Cells {
  /** In their order; the cells of all stand one after the other in `codes`. The same object until places are given anew. */
  readonly groups: readonly GroupSize[];
  readonly codes: Uint8Array;
}

export type MarkOf = (agentId: string) => AlertMark | null;

export interface CellBook {
  /** The cells now. `codes` is lent: it is written anew the next time. */
  read(agents: Iterable<BoardAgent>, markOf: MarkOf): Cells;
}

export function createCellBook(by: AgentGrouping): CellBook {
  return by === "team" ? createTeamBook() : createStateBook();
}

interface Place {
  readonly cell: number;
  readonly team: string;
}

function createTeamBook(): CellBook {
  let places = new Map<string, Place>();
  let cells: Cells = { groups: [], codes: new Uint8Array(0) };

  function placeAll(agents: readonly BoardAgent[]): void {
    const teams = new Map<string, string[]>();
    for (const { id, team } of agents) {
      const ids = teams.get(team ?? "");
      if (ids === undefined) teams.set(team ?? "", [id]);
      else ids.push(id);
    }
    places = new Map();
    const groups: GroupSize[] = [];
    for (const team of orderTeams(teams.keys())) {
      const ids = (teams.get(team) ?? []).sort(compareText);
      for (const id of ids) places.set(id, { cell: places.size, team });
      groups.push({ id: team, cells: ids.length });
    }
    cells = { groups, codes: new Uint8Array(places.size) };
  }

  return {
    read(agents, markOf) {
      const all = Array.from(agents);
      const hasPlace = ({ id, team }: BoardAgent) => places.get(id)?.team === (team ?? "");
      if (all.length !== places.size || !all.every(hasPlace)) placeAll(all);
      for (const agent of all) {
        const place = places.get(agent.id);
        if (place !== undefined) cells.codes[place.cell] = codeOf(groupOf(agent), markOf(agent.id));
      }
      return cells;
    },
  };
}

/** A group by state has this much room above its number, and gives it up when so little of it is used. */
const SPARE_SHARE = 0.1;
const SPARE_CELLS = 6;
const USED_LEAST = 0.6;

function createStateBook(): CellBook {
  let cells: Cells = { groups: [], codes: new Uint8Array(0) };

  function fits(counts: ReadonlyMap<AgentGroup, number[]>): boolean {
    const room = new Map(cells.groups.map(({ id, cells }) => [id, cells] as const));
    return COUNTED_GROUPS.every((group) => {
      const needed = counts.get(group)?.length ?? 0;
      const kept = room.get(group) ?? 0;
      return needed <= kept && (kept - SPARE_CELLS * 2) * USED_LEAST <= needed;
    });
  }

  function placeAll(counts: ReadonlyMap<AgentGroup, number[]>): void {
    const groups: GroupSize[] = [];
    let all = 0;
    for (const group of COUNTED_GROUPS) {
      const needed = counts.get(group)?.length ?? 0;
      if (needed === 0) continue;
      const kept = Math.ceil(needed * (1 + SPARE_SHARE)) + SPARE_CELLS;
      groups.push({ id: group, cells: kept });
      all += kept;
    }
    cells = { groups, codes: new Uint8Array(all) };
  }

  return {
    read(agents, markOf) {
      const codes = new Map<AgentGroup, number[]>();
      for (const agent of agents) {
        const group = groupOf(agent);
        // Whoever is not there is counted in the legend and has no place.
        if (group === "signedOut") continue;
        const ofGroup = codes.get(group);
        const code = codeOf(group, markOf(agent.id));
        if (ofGroup === undefined) codes.set(group, [code]);
        else ofGroup.push(code);
      }
      if (!fits(codes)) placeAll(codes);
      cells.codes.fill(EMPTY);
      let from = 0;
      for (const { id, cells: kept } of cells.groups) {
        const ofGroup = codes.get(id as AgentGroup) ?? [];
        // Framed ones first: alike cells that change places would be painted for nothing.
        cells.codes.set(framedFirst(ofGroup), from);
        from += kept;
      }
      return cells;
    },
  };
}

/** The most severe frame first, those without one last. */
function framedFirst(codes: readonly number[]): number[] {
  const rank = (code: number) => (code < GROUPS ? Number.MAX_SAFE_INTEGER : code);
  return codes.some((code) => code >= GROUPS)
    ? codes.slice().sort((a, b) => rank(a) - rank(b))
    : codes.slice();
}
