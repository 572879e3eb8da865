import { describe, expect, it } from "vitest";
import { agentIn, floorOf, hear, MINUTE, report, SECOND, T0, told } from "../../test/floor-kit.ts";
import { AGENT_STATES, type AgentState } from "../vocabulary.ts";
import { type Passage, passageTo } from "./transition.ts";

/** The passage of an agent in `from` since T0 to `to`, begun a minute later. */
function passage(from: AgentState, to: AgentState, contacts: [string | null, string | null] = [null, null]) {
  const floor = floorOf();
  hear(floor, told(from, { contactId: contacts[0] }));
  return passageTo(agentIn(floor), report(to, { lastUpdated: T0 + MINUTE, contactId: contacts[1] }));
}

/** One letter a state, in the order of AGENT_STATES (READY, NOT_READY, CALL, …): `s`tep or `g`ap. */
const TABLE: Record<AgentState, string> = {
  READY: "gssggss",
  NOT_READY: "sgsggss",
  CALL: "ssgssss",
  AFTER_CALL_WORK: "sssgsss",
  WRAP_UP: "ssssgss",
  SIGNED_OUT: "sssgggs",
  UNKNOWN: "sssggsg",
};

const LETTERS: Record<string, Passage> = { s: "step", g: "gap" };

describe("[A6] every state to every state that begins later", () => {
  const cases = AGENT_STATES.flatMap((from) =>
    AGENT_STATES.map((to, index) => [from, to, LETTERS[TABLE[from][index] ?? ""]] as const),
  );
  it.each(cases)("%s → %s is a %s", (from, to, expected) => {
    expect(expected).toBeDefined();
    expect(passage(from, to)).toBe(expected);
  });
});

describe("[A6] another contact tells of a hidden call", () => {
  it.each([
    ["CALL", "CALL", "gap"],
    ["CALL", "AFTER_CALL_WORK", "gap"],
    ["CALL", "WRAP_UP", "gap"],
    ["AFTER_CALL_WORK", "WRAP_UP", "gap"],
    ["WRAP_UP", "AFTER_CALL_WORK", "gap"],
    // The next contact may come straight out of wrap-up.
    ["AFTER_CALL_WORK", "CALL", "step"],
  ] as const)("%s → %s is a %s", (from, to, expected) => {
    expect(passage(from, to, ["call_1", "call_2"])).toBe(expected);
  });

  it.each([
    ["CALL", "AFTER_CALL_WORK"],
    ["AFTER_CALL_WORK", "WRAP_UP"],
  ] as const)("%s → %s of the same contact hides nothing, nor does an unknown contact", (from, to) => {
    expect(passage(from, to, ["call_1", "call_1"])).toBe("step");
    expect(passage(from, to, ["call_1", null])).toBe("step");
    expect(passage(from, to, [null, "call_2"])).toBe("step");
  });

  it.each(["CALL", "AFTER_CALL_WORK"] as const)("two contacts in %s within the jitter are two", (state) => {
    const floor = floorOf();
    hear(floor, told(state, { contactId: "call_1" }));
    const next = report(state, { lastUpdated: T0 + SECOND, contactId: "call_2" });
    expect(passageTo(agentIn(floor), next)).toBe("gap");
  });
});

describe("[A6] the first sight of an agent", () => {
  it.each(AGENT_STATES)("in %s", (state) => {
    const floor = floorOf();
    const [outcome] = hear(floor, told(state));
    const hidden = state === "AFTER_CALL_WORK" || state === "WRAP_UP";
    expect(outcome?.reason).toBe(hidden ? "stateAfterGap" : "newState");
  });
});
