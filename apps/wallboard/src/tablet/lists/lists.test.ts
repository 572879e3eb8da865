/** Lists that stay still under a finger, and what they list in which order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChance, makeBoard } from "../../../test/made-up-boards.ts";
import { AT, alert } from "../../../test/pieces.ts";
import { groupOf } from "../../floor/agent-groups.ts";
import { AGENT_SORTS, type AgentQuestion, findAgents } from "../agents/agent-list.ts";
import { meantAlerts } from "../alerts/firing-list.ts";
import { findQueues, QUEUE_KINDS, QUEUE_SORTS } from "../queues/queue-list.ts";
import { type Findable, find } from "../search/find.ts";
import { steadyOrder } from "./steady-order.ts";

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });
const board = makeBoard({ agents: 300, queues: 20, isFullName: true }, AT, 1, createChance(3));
const compare = new Intl.Collator("en").compare;
const EVERYBODY: AgentQuestion = { text: "", team: "", queueId: "", group: "", sort: "need" };

const listAgents = (...asked: Parameters<typeof findAgents>) => findAgents(...asked).ids;
const listQueues = (...asked: Parameters<typeof findQueues>) => findQueues(...asked).ids;

describe("the order of a list under a finger", () => {
  it("moves nobody while it is held, and leaves nobody out", () => {
    fc.assert(
      fc.property(ids, ids, (shown, wanted) => {
        const next = steadyOrder(shown, wanted, true);
        expect(next.slice(0, shown.length)).toEqual(shown);
        expect(new Set(next)).toEqual(new Set([...shown, ...wanted]));
        expect(next.length).toBe(new Set(next).size);
      }),
    );
  });

  it("is the wanted one once it is let go, and the same list where nothing changed", () => {
    fc.assert(
      fc.property(ids, ids, (shown, wanted) => {
        expect(steadyOrder(shown, wanted, false)).toEqual(wanted);
      }),
    );
    const shown = ["a", "b"];
    expect(steadyOrder(shown, ["a", "b"], false)).toBe(shown);
  });
});

describe("the list of agents", () => {
  it.each(AGENT_SORTS)(
    "by %s has everybody who is signed in exactly once, whatever order they came in",
    (sort) => {
      const one = listAgents(board.agents, { ...EVERYBODY, sort }, compare);
      const other = listAgents([...board.agents].reverse(), { ...EVERYBODY, sort }, compare);
      expect(other).toEqual(one);
      const signedIn = board.agents.filter((agent) => groupOf(agent) !== "signedOut").map(({ id }) => id);
      expect([...one].sort()).toEqual([...signedIn].sort());
    },
  );

  it("by time has whoever is longest in a state first, and those of whom it is not known last", () => {
    const some = board.agents
      .slice(0, 3)
      .map((agent, n) => ({ ...agent, state: "CALL" as const, since: [AT, null, AT - 9][n] ?? null }));
    expect(listAgents(some, { ...EVERYBODY, sort: "since" }, compare)).toEqual([
      some[2]?.id,
      some[0]?.id,
      some[1]?.id,
    ]);
  });

  it("is of the team, the group, the queue and the letters asked for, and counts its groups alike", () => {
    const team = board.agents.find((agent) => agent.team !== null)?.team ?? "";
    const question: AgentQuestion = { ...EVERYBODY, team, group: "onContact" };
    const listed = listAgents(board.agents, question, compare);
    const wanted = board.agents.filter((agent) => agent.team === team && agent.state === "CALL");
    expect([...listed].sort()).toEqual(wanted.map(({ id }) => id).sort());
    const { counts } = findAgents(board.agents, { ...question, group: "" }, compare);
    expect(counts.get("onContact") ?? 0).toBe(wanted.length);
    const [first] = board.agents;
    expect(
      listAgents(
        board.agents,
        {
          ...EVERYBODY,
          text: ` ${first?.id.toUpperCase()} `,
          group: first === undefined ? "" : groupOf(first),
        },
        compare,
      ),
    ).toContain(first?.id);
  });
});

describe("what people type", () => {
  it("finds names whatever their case and marks, in lists and in the search alike", () => {
    const [agent] = board.agents;
    const [queue] = board.queues;
    if (agent === undefined || queue === undefined) throw new Error("an empty board");
    const marked = [{ ...agent, name: "Camille Gonçalves" }];
    const asked = { ...EVERYBODY, text: "GONCALVES", group: groupOf(agent) };
    expect(listAgents(marked, asked, compare)).toEqual([agent.id]);
    const named = [{ ...queue, name: "Küche" }];
    const time = { floorNow: AT, clock: AT };
    expect(listQueues(named, { text: "kuche", kind: "", sort: "name" }, time, compare)).toEqual([queue.id]);
    const one: Findable = { key: "a", kind: "agent", name: "Zoë Łukasz", beside: "", to: "" };
    expect(find([one], "lukasz zoe")).toEqual([one]);
  });
});

describe("the list of queues", () => {
  const time = { floorNow: AT, clock: AT };

  it.each(QUEUE_SORTS)("by %s has every queue exactly once, whatever order they came in", (sort) => {
    const question = { text: "", kind: "" as const, sort };
    const one = listQueues(board.queues, question, time, compare);
    expect(listQueues([...board.queues].reverse(), question, time, compare)).toEqual(one);
    expect([...one].sort()).toEqual(board.queues.map(({ id }) => id).sort());
  });

  it("has a queue without the figure last, whichever way it goes", () => {
    const [a, b] = board.queues;
    if (a === undefined || b === undefined) throw new Error("no queues");
    const two = [
      { ...a, waitSeconds: null },
      { ...b, waitSeconds: 0 },
    ];
    expect(listQueues(two, { text: "", kind: "", sort: "wait" }, time, compare)).toEqual([b.id, a.id]);
  });

  it("counts its kinds as they are listed", () => {
    for (const kind of QUEUE_KINDS) {
      const { ids, counts } = findQueues(board.queues, { text: "", kind, sort: "need" }, time, compare);
      expect(ids).toHaveLength(counts.get(kind) ?? 0);
    }
  });

  it("has only queues with somebody waiting where those are asked for", () => {
    const listed = listQueues(board.queues, { text: "", kind: "waiting", sort: "name" }, time, compare);
    expect([...listed].sort()).toEqual(
      board.queues
        .filter(({ waiting }) => waiting > 0)
        .map(({ id }) => id)
        .sort(),
    );
  });
});

describe("what fires and is asked for", () => {
  const seen = { by: "Ann", at: AT };
  const alerts = [
    alert({ id: "1", severity: "critical", queueId: "q1" }),
    alert({ id: "2", severity: "high", queueId: "q2", acknowledged: seen }),
  ];
  const said = ({ id }: { id: string }) => (id === "1" ? "Maria\nNorth" : "Jonas");
  const any = { text: "", severity: "", queueId: "", isOpenOnly: false } as const;

  it.each([
    ["everything", {}, ["1", "2"]],
    ["a severity", { severity: "high" as const }, ["2"]],
    ["a queue", { queueId: "q1" }, ["1"]],
    ["what nobody has taken up", { isOpenOnly: true }, ["1"]],
    ["a team's letters", { text: " nor" }, ["1"]],
    ["nothing like it", { text: "xyz" }, []],
  ])("is %s", (_, question, wanted) => {
    expect(meantAlerts(alerts, { ...any, ...question }, said).map(({ id }) => id)).toEqual(wanted);
  });
});

describe("a search", () => {
  const one = (kind: Findable["kind"], name: string, beside = ""): Findable => ({
    key: `${kind} ${name}`,
    kind,
    name,
    beside,
    to: "/",
  });

  it("finds by parts of names and by what stands beside them, beginnings first, and of each kind only some", () => {
    const many = Array.from({ length: 50 }, (_, n) => one("agent", `Zoe ${n}`, "Billing"));
    const all = [...many, one("agent", "Bill Raman"), one("queue", "Card Billing"), one("queue", "Billing")];
    const found = find(all, "bill");
    expect(found.slice(0, 3).map(({ name }) => name)).toEqual(["Billing", "Card Billing", "Bill Raman"]);
    expect(found.filter(({ kind }) => kind === "agent")).toHaveLength(8);
    expect(find(all, "ram bill").map(({ name }) => name)).toEqual(["Bill Raman"]);
    expect(find(all, "nobody")).toEqual([]);
  });
});
