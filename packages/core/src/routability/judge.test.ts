import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  MINUTE,
  profile,
  profiled,
  QUEUE,
  shift,
  skill,
  stats,
  T0,
  told,
} from "../../test/floor-kit.ts";
import type { AgentReport } from "../inputs.ts";
import type { Site, StatusMeaning } from "../site.ts";
import { step } from "../step.ts";
import type { AgentState, EpochMs } from "../vocabulary.ts";
import type { RoutingProfile, ShiftTemplate } from "./profile.ts";

interface Case {
  readonly state?: AgentState;
  readonly report?: Partial<AgentReport>;
  readonly profile?: RoutingProfile | null;
  readonly site?: Partial<Site>;
  readonly queueIds?: readonly string[];
  readonly now?: EpochMs;
}

/** The verdict on the one agent of a floor that heard of its queues, its profile and then its state. */
function verdictOn({ state = "READY", report = {}, profile: given = profile(), ...rest }: Case) {
  const floor = floorOf(rest.site);
  const now = rest.now ?? T0;
  for (const queueId of rest.queueIds ?? [QUEUE]) step(floor, stats({ queueId, at: now }), now);
  step(floor, told(state, { at: now, ...report }), now);
  if (given !== null) step(floor, profiled(AGENT, given), now);
  return agentIn(floor).routability;
}

const works = (changes: Partial<ShiftTemplate> = {}): RoutingProfile =>
  profile({ shift: { kind: "template", template: shift(changes) } });
const notRoutable = (reason: string, detail: string | null = null) => ({
  kind: "notRoutable",
  reason,
  detail,
});
const unknown = (reason: string) => ({ kind: "unknown", reason });
const codes = (code: string, meaning: StatusMeaning) => ({ statusCodes: new Map([[code, meaning]]) });

const LUNCHTIME = Date.UTC(2024, 4, 15, 12, 10);
const EVENING = Date.UTC(2024, 4, 15, 20, 0);
const SUNDAY = Date.UTC(2024, 4, 19, 14, 32);

describe("the guide's trap (section 2): READY alone is never available", () => {
  it("[R1] READY with a shift and a skill for a queue is routable to that queue", () => {
    expect(verdictOn({ profile: works() })).toEqual({ kind: "routable", queueIds: [QUEUE] });
  });

  it("[R1] READY without a profile is unknown, not available", () => {
    expect(verdictOn({ profile: null })).toEqual(unknown("profileUnknown"));
  });
});

describe("why an agent is not routable", () => {
  it.each<[string, Case, ReturnType<typeof notRoutable>]>([
    ["signed out", { state: "SIGNED_OUT" }, notRoutable("signedOut")],
    ["on a call", { state: "CALL" }, notRoutable("onContact")],
    ["in after-call work", { state: "AFTER_CALL_WORK" }, notRoutable("wrappingUp")],
    ["in wrap-up", { state: "WRAP_UP" }, notRoutable("wrappingUp")],
    ["not ready", { state: "NOT_READY" }, notRoutable("notReady")],
    [
      "not ready, with an unmapped code",
      { state: "NOT_READY", report: { statusCode: "X7" } },
      notRoutable("notReady", "X7"),
    ],
    [
      "not ready, with a code that has a label",
      {
        state: "NOT_READY",
        report: { statusCode: "X7" },
        site: codes("X7", { label: "Training", takesContacts: true }),
      },
      notRoutable("notReady", "Training"),
    ],
    [
      "READY with a code that takes no contacts",
      { report: { statusCode: "BACK" }, site: codes("BACK", { label: "Back office", takesContacts: false }) },
      notRoutable("statusCode", "Back office"),
    ],
    ["after the shift", { profile: works(), now: EVENING }, notRoutable("outsideShift", "Early")],
    ["on a day off", { profile: works(), now: SUNDAY }, notRoutable("outsideShift", "Early")],
    ["in a break", { profile: works(), now: LUNCHTIME }, notRoutable("onBreak", "Lunch")],
    ["without any skill", { profile: profile({ skills: [] }) }, notRoutable("noSkill")],
    [
      "with an inactive skill",
      { profile: profile({ skills: [skill({ active: false })] }) },
      notRoutable("noSkill"),
    ],
    [
      "with a skill at level 0",
      { profile: profile({ skills: [skill({ level: 0 })] }) },
      notRoutable("noSkill"),
    ],
    [
      "with a skill for no queue",
      { profile: profile({ skills: [skill({ queueIds: [] })] }) },
      notRoutable("noQueueForSkills"),
    ],
    ["with skills for other queues only", { queueIds: ["other"] }, notRoutable("noQueueForSkills")],
  ])("[R2] %s", (_, given, expected) => {
    expect(verdictOn(given)).toEqual(expected);
  });

  it.each<[string, Case, string]>([
    [
      "the status code before the shift",
      {
        report: { statusCode: "BACK" },
        site: codes("BACK", { label: "Back office", takesContacts: false }),
        profile: works(),
        now: EVENING,
      },
      "statusCode",
    ],
    [
      "the status code even without a profile",
      {
        report: { statusCode: "BACK" },
        site: codes("BACK", { label: "Back office", takesContacts: false }),
        profile: null,
      },
      "statusCode",
    ],
    ["the shift before the skills", { profile: { ...works(), skills: [] }, now: EVENING }, "outsideShift"],
    [
      "a missing skill before an unknown shift",
      { profile: { skills: [], shift: { kind: "unknown" } } },
      "noSkill",
    ],
    [
      "a shift that is over before skills whose queues are unknown",
      { profile: { ...works(), skills: [skill({ queueIds: null })] }, now: EVENING },
      "outsideShift",
    ],
  ])("[R2] what is certain is told first: %s", (_, given, reason) => {
    expect(verdictOn(given)).toMatchObject({ kind: "notRoutable", reason });
  });
});

describe("what cannot be known", () => {
  it.each<[string, Case, string]>([
    ["a state we do not recognise", { state: "UNKNOWN", report: { rawState: "TRAINING" } }, "stateUnknown"],
    ["no profile", { profile: null }, "profileUnknown"],
    [
      "a shift the upstream did not tell",
      { profile: profile({ shift: { kind: "unknown" } }) },
      "shiftUnknown",
    ],
    ["a shift in a zone nobody knows", { profile: works({ zone: "Mars/Olympus" }) }, "shiftUnknown"],
    [
      "skills whose queues the upstream did not tell",
      { profile: profile({ skills: [skill({ queueIds: null })] }) },
      "skillQueuesUnknown",
    ],
    ["no queue heard of yet", { queueIds: [] }, "noQueuesYet"],
  ])("[R3] %s", (_, given, reason) => {
    expect(verdictOn(given)).toEqual(unknown(reason));
  });

  it("[R3] one skill with known queues is enough to be routable by it", () => {
    const skills = [skill({ queueIds: null }), skill({ id: "support", queueIds: ["other", QUEUE, QUEUE] })];
    expect(verdictOn({ profile: profile({ skills }) })).toEqual({ kind: "routable", queueIds: [QUEUE] });
  });
});

describe("codes that the site has not mapped", () => {
  const floorAfter = (...statusCodes: readonly (string | null)[]) => {
    const floor = floorOf(codes("BACK", { label: "Back office", takesContacts: false }));
    statusCodes.forEach((statusCode, index) => {
      step(floor, told("READY", { statusCode, lastUpdated: T0 + index * MINUTE }), T0 + index * MINUTE);
    });
    return floor;
  };

  it("[R5] restrict nothing and are listed once", () => {
    const floor = floorAfter("X7", "X8", "X7");
    step(floor, stats(), T0);
    step(floor, profiled(AGENT), T0);
    expect(agentIn(floor).routability.kind).toBe("routable");
    expect([...floor.unmappedCodes]).toEqual(["X7", "X8"]);
  });

  it("[R5] are none where the code is mapped, absent, READY itself, or on another state", () => {
    const floor = floorAfter("BACK", null, "READY");
    step(floor, told("NOT_READY", { statusCode: "X9", lastUpdated: T0 + 9 * MINUTE }), T0 + 9 * MINUTE);
    expect(floor.unmappedCodes.size).toBe(0);
  });

  it("[R5] the list has a bound", () => {
    const many = Array.from({ length: 600 }, (_, index) => `code-${index}`);
    expect(floorAfter(...many).unmappedCodes.size).toBe(500);
  });

  it("[R5] a new mapping leaves those on the list that are in use and still unmapped", () => {
    const floor = floorAfter("X7");
    step(floor, told("READY", { agentId: "other", statusCode: "X8" }), T0);
    const mapped = { ...floor.site, ...codes("X7", { label: "Outbound", takesContacts: true }) };
    step(floor, { kind: "site", site: mapped }, T0);
    expect([...floor.unmappedCodes]).toEqual(["X8"]);
  });
});
