/** Logs that are kept in several places, told as one: the newest first, and nothing before all that is newer is known. */

export interface LoggedDeed {
  readonly number: number;
  readonly at: number;
}

/** What is known of one log, the newest first. `before`: what to ask with for more; `null` where that is all of it. */
export interface LogPart<Deed extends LoggedDeed> {
  readonly deeds: readonly Deed[];
  readonly before: number | null;
}

/** Deeds of all parts, down to where a part ends of which more is to come. */
export function merged<Deed extends LoggedDeed>(parts: readonly LogPart<Deed>[]): readonly Deed[] {
  const reach = Math.max(Number.NEGATIVE_INFINITY, ...parts.map(reachOf));
  return parts
    .flatMap(({ deeds }) => deeds)
    .filter(({ at }) => at >= reach)
    .sort((one, other) => other.at - one.at);
}

/** Which part keeps the others from being told further; -1 where all is known. */
export function behind(parts: readonly LogPart<LoggedDeed>[]): number {
  const reaches = parts.map(reachOf);
  const furthest = Math.max(Number.NEGATIVE_INFINITY, ...reaches);
  return furthest === Number.NEGATIVE_INFINITY ? -1 : reaches.indexOf(furthest);
}

const reachOf = ({ deeds, before }: LogPart<LoggedDeed>): number =>
  before === null ? Number.NEGATIVE_INFINITY : (deeds.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
