/** Instants of a site's wall clock, both ways: people write a day and a time there, the server is asked for an instant. */

export interface WallTime {
  /** `2026-11-22` */
  readonly date: string;
  /** `14:03` */
  readonly time: string;
}

export function wallTimeOf(at: number, zone: string): WallTime {
  const parts = Object.fromEntries(
    partsIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
  };
}

/**
 * The instant at which that zone's clocks show this. Where they show it twice, the first; where they never do, because they
 * were put forward, the instant as far behind the change. `null` where it is no date and time.
 */
export function instantOf({ date, time }: WallTime, zone: string): number | null {
  const asUtc = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number) => {
    const there = wallTimeOf(at, zone);
    return Date.parse(`${there.date}T${there.time}Z`) - Math.floor(at / 60_000) * 60_000;
  };
  const offsets = [offsetAt(asUtc - DAY_MS), offsetAt(asUtc + DAY_MS)];
  const found = offsets
    .map((offset) => asUtc - offset)
    .filter((at) => offsetAt(at) === asUtc - at)
    .sort((a, b) => a - b);
  return found[0] ?? asUtc - (offsets[0] ?? 0);
}

const DAY_MS = 86_400_000;

function partsIn(zone: string): Intl.DateTimeFormat {
  const options = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
}
