import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type Catalogued, OPERATIONS, type Operation, type OperationId } from "@callboard/api";
import { type AnswerOf, type BodyOf, type CallId, type CallOf, createClient } from "@callboard/api/client";
import { describe, expect, it } from "vitest";
import { app } from "./app.ts";
import { ALONE, somebody, watchedBy } from "./testing/alerting.ts";
import { isLive, ORIGIN, tenantOf, until } from "./testing/tenant.ts";

const operations = new Map<OperationId, Operation>(OPERATIONS.map((operation) => [operation.id, operation]));

/** Without the tenants of other tests: what is asked of all tenants would wake their desks. */
const alone = (): typeof env => {
  const own = (JSON.parse(env.CALLBOARD_TENANTS ?? "[]") as { tenant: string }[]).filter(
    (row) => row.tenant === tenant,
  );
  return { ...env, CALLBOARD_TENANTS: JSON.stringify(own) };
};

/** Who asks: a person of this machine, or a television by the cookie that it was given. */
class Asker {
  #cookie: string | null = null;
  status = 0;
  readonly client = createClient({
    origin: ORIGIN,
    fetch: async (address, init) => {
      const request = new Request(address, init);
      if (this.#cookie !== null) request.headers.set("cookie", this.#cookie);
      const response = await app.fetch(request, alone(), createExecutionContext());
      this.status = response.status;
      this.#cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? this.#cookie;
      return response;
    },
    by: () => "Maria",
  });
}
const person = new Asker();

/** What an operation answers, and that it is just that: with every key that it tells of, and no other. */
async function told<Id extends CallId>(id: Id, call: CallOf<Id>, asker = person): Promise<AnswerOf<Id>> {
  const outcome = await asker.client.call(id, ...([call] as never));
  if (outcome.kind !== "done") throw new Error(`${id}: ${JSON.stringify(outcome)}`);
  const { answer, status = 200 } = operations.get(id) ?? {};
  // Out of order only where the tests' own settings are, and told in the same words.
  if (id !== "health") expect(asker.status, id).toBe(status);
  const schema = answer?.();
  if (schema === undefined) return outcome.value;
  const read = schema.safeParse(outcome.value);
  expect(read.error?.issues ?? [], id).toEqual([]);
  // A key that the schema does not know would be left out of what it reads.
  expect(read.data, id).toEqual(outcome.value);
  return outcome.value;
}

const tenant = "described";
const NAMES = { tenant };

/** What the questions are about. */
interface Seen {
  readonly agentId: string;
  readonly queueId: string;
  readonly alertId: string;
}

/** Asked by televisions and by scrapers, which sign in by themselves. */
type ReadId = Exclude<
  Extract<Catalogued, { method: "GET"; needs: Exclude<Needs, "screen" | "scraper"> }>["id"],
  "live"
>;
type Needs = Catalogued["needs"];

/** Every question that people may ask: the compiler misses one that is left out. */
const READS: { readonly [Id in ReadId]: (seen: Seen) => CallOf<Id> } = {
  health: () => ({}),
  openapi: () => ({}),
  session: () => ({}),
  deploymentLog: () => ({ query: { limit: 10 } }),
  keys: () => ({}),
  tenants: () => ({}),
  tenant: () => ({ params: NAMES }),
  tenantLog: () => ({ params: NAMES }),
  board: () => ({ params: NAMES, query: { names: "alias" } }),
  status: () => ({ params: NAMES }),
  wall: () => ({ params: NAMES }),
  directory: () => ({ params: NAMES }),
  agent: ({ agentId }) => ({ params: { tenant, id: agentId } }),
  timeline: ({ agentId }) => ({ params: { tenant, id: agentId }, query: { from: Date.now() - 3_600_000 } }),
  trends: ({ queueId }) => ({ params: NAMES, query: { queue: [queueId], stretch: "day" } }),
  replay: () => ({ params: NAMES, query: { from: Date.now() - 2_000, seconds: 2 } }),
  alerts: () => ({ params: NAMES, query: { state: "all", limit: 5 } }),
  alert: ({ alertId }) => ({ params: { tenant, id: alertId } }),
  silences: () => ({ params: NAMES }),
  rules: () => ({ params: NAMES }),
  rule: () => ({ params: { tenant, id: "left_alone" } }),
  why: ({ agentId }) => ({ params: { tenant, id: "left_alone" }, query: { agent: agentId } }),
  calendar: () => ({ params: NAMES }),
  sinks: () => ({ params: NAMES }),
  notices: () => ({ params: NAMES }),
  alerting: () => ({ params: NAMES }),
  setup: () => ({ params: NAMES }),
  setupLog: () => ({ params: NAMES }),
  setupDocument: () => ({ params: { tenant, name: "boards" } }),
  setupPart: () => ({ params: { tenant, name: "boards", id: "second" } }),
  exportSetup: () => ({ params: { tenant, name: "shifts" } }),
  screens: () => ({ params: NAMES }),
  retention: () => ({ params: NAMES }),
  erasures: () => ({ params: NAMES }),
  alertingLog: () => ({ params: NAMES }),
  backup: () => ({ params: NAMES }),
};

describe("what is answered", () => {
  /** An alert that fires, at a tenant with a sink of its own. */
  const floor = async (): Promise<Seen> => {
    const own = tenantOf(tenant);
    await watchedBy(own);
    await told("putSink", {
      params: { tenant, id: "hook" },
      body: { kind: "webhook", name: "Hook", url: `${env.RECEIVER_URL}/described`, enabled: true },
    });
    const agentId = await somebody(own);
    await own.force(agentId, "NOT_READY", ALONE);
    const { alerts } = await until(
      () => told("alerts", { params: NAMES, query: { entityId: agentId } }),
      (page) => page.alerts.length > 0,
      20_000,
    );
    const { queues } = await told("board", { params: NAMES });
    return { agentId, queueId: queues[0]?.id ?? "", alertId: alerts[0]?.id ?? "" };
  };
  let seen: Seen | null = null;
  const scene = async (): Promise<Seen> => {
    seen ??= await floor();
    return seen;
  };

  it("to deeds about alerts is what the catalogue says", async () => {
    const { alertId, queueId } = await scene();
    const at = { params: { tenant, id: alertId }, body: {} };
    await told("acknowledge", at);
    await told("comment", { ...at, body: { text: "Seen.\nBack soon." } });
    await told("unacknowledge", at);
    const silence = { matcher: { queues: [queueId] }, minutes: 5, reason: "A drill." };
    const { id } = await told("silence", { params: NAMES, body: silence });
    await told("endSilence", { params: { tenant, id } });
  });

  it("to deeds about sinks is what the catalogue says", async () => {
    await scene();
    const at = { params: { tenant, id: "hook" }, body: {} };
    await told("testSink", at);
    await told("rotateSink", at);
    await told("endRotation", at);
    await told("resendDead", at);
    const second = {
      kind: "email",
      name: "Mail",
      from: "wall@example.com",
      to: ["ada@example.com"],
    } as const;
    await told("putSink", { params: { tenant, id: "mail" }, body: second });
    await told("removeSink", { params: { tenant, id: "mail" } });
  });

  it("to deeds about rules is what the catalogue says", async () => {
    await scene();
    const shipped =
      (await told("rules", { params: NAMES })).find(({ origin }) => origin !== "own")?.rule.id ?? "";
    await told("restoreRule", { params: { tenant, id: shipped }, body: {} });
    const { rule } = await told("rule", { params: { tenant, id: shipped } });
    await told("putRule", { params: { tenant, id: shipped }, body: { ...rule, enabled: false } });
    await told("checkRule", { params: NAMES, body: { ...rule, holdSeconds: -1 } });
    await told("backtest", { params: NAMES, body: { ruleId: "left_alone" } });
    const own = { ...rule, id: "one_more", enabled: false };
    await told("putRule", { params: { tenant, id: "one_more" }, body: own });
    await told("removeRule", { params: { tenant, id: "one_more" } });
    const { calendar } = await told("calendar", { params: NAMES });
    const open = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" }];
    const sites = [{ id: "north", name: "North", zone: "Europe/Madrid", teams: ["Team 1"] }];
    await told("putCalendar", { params: NAMES, body: { zone: calendar.zone, open, sites } });
  });

  it("to deeds about what is set is what the catalogue says", async () => {
    await scene();
    for (const { name, revision, value } of await told("setup", { params: NAMES })) {
      await told("checkSetup", { params: { tenant, name }, body: { value } });
      await told("putSetup", { params: { tenant, name }, body: { revision, value } });
    }
    const csv = "code,label,takesContacts\nLUNCH,Lunch,no\n";
    await told("importSetup", { params: { tenant, name: "codes" }, body: { csv, isTrial: true } });
    const boards = await told("setupDocument", { params: { tenant, name: "boards" } });
    if (boards.name !== "boards") throw new Error("these are no boards");
    const value = { ...boards.value[0], id: "second", name: "Second" } as (typeof boards.value)[number];
    const at = { tenant, name: "boards", id: "second" } as const;
    await told("checkSetupPart", { params: at, body: { value } });
    const { revision } = await told("putSetupPart", { params: at, body: { value } });
    await told("removeSetupPart", { params: at, query: { revision } });
    await told("putSetupPart", { params: at, body: { value } });
  });

  it("to a check of the connection, and to a rotation of keys, is what the catalogue says", async () => {
    const own = tenantOf(tenant);
    await until(own.status, isLive, 20_000);
    await told("checkTenant", { params: NAMES, body: {} });
    await told("rotateKeys", { body: {} });
  });

  it("to deeds about tenants is what the catalogue says", async () => {
    const at = { params: { tenant: "described-too" } };
    const value = {
      ...({
        name: "Described",
        zone: "Europe/Berlin",
        region: "eu",
        label: "described-too",
        clientId: "c",
      } as const),
      people: [{ kind: "group", who: "supervisors", role: "supervisor" }] as const,
    };
    const added = await told("addTenant", {
      ...at,
      body: { revision: null, value: { ...value, clientSecret: "s" } },
    });
    const { region: _, label: _label, ...own } = value;
    await told("changeTenant", {
      ...at,
      body: { revision: added.revision, value: { ...own, name: "Renamed" } },
    });
    await told("pauseTenant", { ...at, body: {} });
    const { revision } = await told("resumeTenant", { ...at, body: {} });
    await told("tenant", at);
    await told("tenants", { query: { limit: 1 } });
    await told("tenantLog", at);
    await told("removeTenant", { ...at, query: { confirm: "described-too", revision } });
    await told("deploymentLog", {});
  });

  it("to a television, and to who pairs it, is what the catalogue says", async () => {
    const { queueId } = await scene();
    const tv = new Asker();
    /** A television shows a code, somebody confirms it, and it claims what came of that. */
    const pair = async (as: BodyOf<"pairScreen">["screen"]) => {
      const { id, code, secret } = await told("offerPairing", { body: {} }, tv);
      const claim = { params: { id }, body: { secret } };
      expect(await told("claimPairing", claim, tv)).toEqual({ state: "waiting" });
      const paired = await told("pairScreen", { params: NAMES, body: { code, screen: as } });
      expect(await told("claimPairing", claim, tv)).toEqual({ state: "paired" });
      return paired;
    };
    const screen = await pair({ name: "Hall", board: "queues" });
    await told("tvSession", {}, tv);
    const { boards } = await told("tvWall", {}, tv);
    await told("tvDirectory", {}, tv);
    await told("tvTrends", { query: { queue: [queueId], stretch: "hours3" } }, tv);
    const at = { tenant, id: screen.id };
    await told("reassignScreen", { params: at, body: { board: boards[0]?.id ?? "" } });
    await told("screens", { params: NAMES });
    await told("endTvSession", {}, tv);
    await pair({ id: screen.id });
    await told("revokeScreen", { params: at, body: {} });
  });

  it.each(Object.keys(READS) as readonly ReadId[])("to %s is what the catalogue says", async (id) => {
    await told(id, READS[id](await scene()) as never);
  });
});
