/**
 * Inputs of every kind in any order, for properties: few ids, so that they meet, and instants of a few hours
 * around the ends of a shift, so that time matters. Only tests import this.
 */
import fc from "fast-check";
import type { FloorInput } from "../src/inputs.ts";
import type { RoutingProfile } from "../src/routability/profile.ts";
import { AGENT_STATES, CONTACT_PHASES, type EpochMs } from "../src/vocabulary.ts";
import {
  HOUR,
  interaction,
  MINUTE,
  report,
  roster,
  SECOND,
  shift,
  site,
  skill,
  stats,
  T0,
} from "./floor-kit.ts";

export interface Happening {
  readonly input: FloorInput;
  readonly now: EpochMs;
}

const AGENTS = ["ana", "ben", "cem", "__proto__"] as const;
const QUEUES = ["sales", "support", "constructor"] as const;
const CODES = [null, "READY", "BACK", "X7"] as const;

const agentId = fc.constantFrom(...AGENTS);
const queueId = fc.constantFrom(...QUEUES);
const queueOrNone = fc.constantFrom(...QUEUES, null);
const contactId = fc.constantFrom("call_1", "call_2", "call_3");
/**
 * Whole seconds, the shift's end in their midst; some a little off. Less than three hours, so that no contact is
 * old enough to be forgotten, which may happen with any input.
 */
const instant = fc
  .tuple(fc.integer({ min: -4_800, max: 4_800 }), fc.constantFrom(0, 0, 0, 900))
  .map(([seconds, ms]) => T0 + 2 * HOUR + seconds * SECOND + ms);

const anyReport = fc
  .record({
    agentId,
    statusCode: fc.constantFrom(...CODES),
    queueId: queueOrNone,
    contactId: fc.option(contactId),
    direction: fc.constantFrom("INBOUND" as const, "OUTBOUND" as const, null),
    lastUpdated: instant,
    durationMs: fc.constantFrom(0, SECOND, MINUTE, HOUR),
  })
  .chain((changes) =>
    fc
      .constantFrom(...AGENT_STATES)
      .map((state) => report(state, { ...changes, rawState: state === "UNKNOWN" ? "TRAINING" : null })),
  );

const anyProfile: fc.Arbitrary<RoutingProfile> = fc.record({
  skills: fc.array(
    fc
      .record({
        queueIds: fc.option(fc.uniqueArray(fc.constantFrom(...QUEUES, "elsewhere"))),
        level: fc.nat(2),
        active: fc.boolean(),
      })
      .map((changes) => skill(changes)),
    { maxLength: 3 },
  ),
  shift: fc.constantFrom<RoutingProfile["shift"]>(
    { kind: "none" },
    { kind: "none" },
    { kind: "unknown" },
    { kind: "template", template: shift() },
    { kind: "template", template: shift({ zone: "Mars/Olympus" }) },
  ),
});

const anySite = fc.constantFrom(
  site(),
  site({ statusCodes: new Map([["BACK", { label: "Back office", takesContacts: false }]]) }),
  site({ zone: "Asia/Kathmandu", statusCodes: new Map([["X7", { label: "Seven", takesContacts: true }]]) }),
);

const anyInput: fc.Arbitrary<FloorInput> = fc.oneof(
  { weight: 6, arbitrary: anyReport.map((told) => ({ kind: "agentState" as const, report: told })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ queueId, at: instant, waitSeconds: fc.option(fc.nat(600)) })
      .map((changes) => stats(changes)),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ queueId, contactId, phase: fc.constantFrom(...CONTACT_PHASES), at: instant })
      .map((changes) => interaction(changes)),
  },
  { weight: 2, arbitrary: fc.subarray([...AGENTS]).map((ids) => roster(...ids)) },
  {
    weight: 3,
    arbitrary: fc.array(fc.record({ agentId, profile: anyProfile }), { maxLength: 3 }).map((profiles) => ({
      kind: "profiles" as const,
      profiles,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.subarray([...AGENTS]), fc.array(anyReport, { maxLength: 3 }))
      .map(([askedIds, reports]) => ({ kind: "groundTruth" as const, askedIds, reports })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("feed" as const), seeing: fc.boolean(), at: instant }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: "time" as const }) },
  { weight: 1, arbitrary: anySite.map((changed) => ({ kind: "site" as const, site: changed })) },
);

/** Anything, at any time: our clock may stand anywhere, and be set back. */
export const happenings: fc.Arbitrary<Happening[]> = fc.array(fc.record({ input: anyInput, now: instant }), {
  minLength: 1,
  maxLength: 60,
  size: "max",
});
