/** What a run measures and for how long. Bounded: a full run stays under six minutes, a quick one under two. */

export interface Plan {
  readonly sizes: readonly { readonly agents: number; readonly queues: number }[];
  readonly rounds: number;
  readonly eventsPerSecond: number;
  readonly screens: number;
  /** How long the centre lives in front of a subject for one look at latency, bytes, CPU and memory. */
  readonly liveMs: number;
  /** Messages of one flood with a single screen, and with all of them. */
  readonly floodMessages: number;
  /** A relay must send each message to each screen, so that it gets fewer. */
  readonly floodMessagesToAll: { readonly desk: number; readonly relay: number };
  readonly alerts: {
    /** The size at which alerts are measured. */
    readonly agents: number;
    readonly screens: number;
    readonly alertsPerRule: number;
    readonly spreadMs: number;
    /** What a hold's end waits for (`lateEventGraceMs`, the row of its second), and then the wall and the webhook. */
    readonly settleMs: number;
  };
}

const SMALL = { agents: 500, queues: 30 };
const LARGE = { agents: 2_000, queues: 100 };

const FULL: Plan = {
  sizes: [SMALL, LARGE],
  rounds: 3,
  eventsPerSecond: 500,
  screens: 100,
  liveMs: 6_000,
  floodMessages: 60_000,
  floodMessagesToAll: { desk: 60_000, relay: 2_000 },
  alerts: { agents: LARGE.agents, screens: 10, alertsPerRule: 100, spreadMs: 7_000, settleMs: 3_000 },
};

const QUICK: Plan = {
  ...FULL,
  sizes: [LARGE],
  rounds: 1,
  liveMs: 4_000,
  floodMessages: 30_000,
  floodMessagesToAll: { desk: 30_000, relay: 1_000 },
  alerts: { ...FULL.alerts, alertsPerRule: 60, spreadMs: 4_000 },
};

export const HELP = `npm run bench [-- options]

  --quick           one round with 2,000 agents: under two minutes, for a first look
  --agents <n>      one size only: 500 or 2000
  --rounds <n>      1 to 9 rounds instead of 3; medians are taken over them`;

export type OptionsRead =
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly complaint: string };

/** Reads the command line. Never throws. */
export function readOptions(args: readonly string[]): OptionsRead {
  let plan = args.includes("--quick") ? QUICK : FULL;
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at];
    if (name === "--help" || name === "-h") return { kind: "help" };
    if (name === "--quick") continue;
    at += 1;
    const value = Number(args[at]);
    if (name === "--agents") {
      const size = [SMALL, LARGE].find(({ agents }) => agents === value);
      if (size === undefined) return { kind: "wrong", complaint: "--agents must be 500 or 2000." };
      plan = { ...plan, sizes: [size] };
    } else if (name === "--rounds") {
      if (!Number.isInteger(value) || value < 1 || value > 9)
        return { kind: "wrong", complaint: "--rounds must be a whole number from 1 to 9." };
      plan = { ...plan, rounds: value };
    } else return { kind: "wrong", complaint: `There is no option ${name}.` };
  }
  return { kind: "plan", plan };
}
