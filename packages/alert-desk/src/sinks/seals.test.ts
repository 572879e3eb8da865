import { Sqlite } from "@callboard/shell/testing/sqlite";
import { describe, expect, it } from "vitest";
import { idleRule, PAGER, Rig, refusal, SLACK, value, WEBHOOK } from "../../test/rig.ts";
import { migrate } from "../storage/migrations.ts";

const TEAMS = {
  ...{
    id: "teams",
    kind: "teams",
    name: "Teams",
    url: "https://prod-01.westeurope.logic.azure.com/workflows/w0/triggers/manual/paths/invoke?sig=teams-secret",
  },
};
const EMAIL = {
  ...{ id: "mail", kind: "email", name: "Mail", from: "callboard@example.com", to: ["ada@example.com"] },
};
const EVERY = [WEBHOOK, SLACK, TEAMS, PAGER, EMAIL];

/** What nobody may read in what is stored. */
const SECRETS = ["whsec_", "hooks.example.com/a", "services/T0", "teams-secret", "0123456789abcdef"];

/** Every text of every table. */
function stored(sql: Sqlite): string {
  const tables = sql.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  return JSON.stringify(tables.map(({ name }) => sql.all(`SELECT * FROM ${name}`)));
}

const opened = (rig: Rig): unknown[] => EVERY.map(({ id }) => value(rig.desk.testNotice(id)).sink);
const lockedOf = (rig: Rig) => value(rig.desk.sinks()).map(({ sink, locked }) => `${sink.id} ${locked}`);

/** One firing alert that is to be told to the webhook. */
function fire(rig: Rig): void {
  rig.floor.hire("a1").move("a1", "NOT_READY");
  rig.pass(14);
}

describe("a sink's secrets", () => {
  it("[D13] are nowhere in the storage but sealed, and come back as they were", () => {
    const rig = new Rig().sinks(...EVERY);
    value(rig.desk.rotateSecret("hook", "Ada"));
    const before = opened(rig);
    for (const secret of SECRETS) expect(stored(rig.sql)).not.toContain(secret);
    rig.restart();
    expect(opened(rig)).toEqual(before);
    expect(lockedOf(rig)).toEqual(["hook null", "mail null", "pager null", "slack null", "teams null"]);
  });

  it("[D13] stay sealed when what came of a notice or of a test is noted", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK, SLACK);
    const answer = { kind: "answered", status: 500, retryAfterMs: null, body: "" } as const;
    value(rig.desk.noteTest("slack", answer));
    fire(rig);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    for (const secret of SECRETS) expect(stored(rig.sql)).not.toContain(secret);
  });

  it("[D13] are not taken where there is no key; what has none is", () => {
    const rig = new Rig();
    rig.vault.current = null;
    expect(refusal(rig.desk.putSink(WEBHOOK, "Ada"))).toContain("503");
    expect(value(rig.desk.sinks())).toEqual([]);
    value(rig.desk.putSink(EMAIL, "Ada"));
    expect(stored(rig.sql)).not.toContain("hooks.example.com");
  });
});

/** A database as the version before has left it, with every kind of sink in clear. */
function earlier(rig: Rig): void {
  const sinks = [
    { ...WEBHOOK, enabled: true, secrets: ["whsec_b2xk", "whsec_b2xkZXI="] },
    { ...SLACK, enabled: true },
    { ...TEAMS, enabled: false },
    { ...PAGER, enabled: true, serviceRegion: "eu" },
    { ...EMAIL, enabled: true },
  ];
  rig.sql.all("DELETE FROM sink");
  for (const sink of sinks)
    rig.sql.all(
      "INSERT INTO sink (id, by, at, body, last, last_test) VALUES (?, 'Ada', 1, ?, NULL, NULL)",
      sink.id,
      JSON.stringify(sink),
    );
}

describe("sinks that an earlier version stored in clear", () => {
  it("are in a database of version 2, which is brought to this one", () => {
    const sql = new Sqlite();
    migrate(sql, 2);
    sql.all("INSERT INTO sink (id, by, at, body) VALUES ('hook', 'Ada', 1, ?)", JSON.stringify(WEBHOOK));
    migrate(sql);
    expect(sql.all("SELECT id, sealed FROM sink")).toEqual([{ id: "hook", sealed: null }]);
  });

  it("are sealed at the first start, each as it was", () => {
    const rig = new Rig();
    earlier(rig);
    expect(stored(rig.sql)).toContain("services/T0");
    rig.restart();
    for (const secret of SECRETS) expect(stored(rig.sql)).not.toContain(secret);
    expect(rig.notes).toContain("sinks sealed");
    const before = opened(rig);
    expect(before[0]).toMatchObject({ url: WEBHOOK.url, secrets: ["whsec_b2xk", "whsec_b2xkZXI="] });
    expect(before[3]).toMatchObject({ routingKey: PAGER.routingKey, serviceRegion: "eu" });
    rig.restart();
    expect(opened(rig)).toEqual(before);
    expect(rig.notes.filter((note) => note === "sinks sealed")).toHaveLength(1);
  });

  it("go on as they are while there is no key, and are sealed when there is one", () => {
    const rig = new Rig().onlyRules(idleRule(10));
    earlier(rig);
    rig.vault.current = null;
    rig.restart();
    expect(opened(rig)).toHaveLength(EVERY.length);
    expect(value(rig.desk.seals())).toMatchObject({ versions: [], locked: 0, inClear: 4 });
    expect(value(rig.desk.reseal("Ada")).refused).toHaveLength(4);
    fire(rig);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.vault.current = 1;
    expect(value(rig.desk.reseal("Ada"))).toEqual({ rewrapped: 4, current: 0, refused: [] });
    for (const secret of SECRETS) expect(stored(rig.sql)).not.toContain(secret);
  });

  it("are sealed all or none: a storage that fails loses nothing", () => {
    const rig = new Rig();
    earlier(rig);
    let writes = 0;
    rig.sql.failWhen = (statement) => {
      if (statement.startsWith("INSERT OR REPLACE INTO sink")) writes += 1;
      return writes === 3;
    };
    rig.restart();
    rig.sql.failWhen = null;
    expect(rig.sql.all("SELECT id FROM sink WHERE sealed IS NOT NULL")).toEqual([]);
    expect(opened(rig)).toHaveLength(EVERY.length);
    for (const secret of SECRETS) expect(stored(rig.sql)).not.toContain(secret);
  });
});

describe("a sink that cannot be opened", () => {
  function locked(): Rig {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK, EMAIL);
    rig.vault.rotate(2);
    rig.restart();
    return rig;
  }

  it("[D13] says so, its notices are dead with that reason, and nothing else breaks", () => {
    const rig = locked();
    expect(lockedOf(rig)).toEqual(["hook unknownKey", "mail null"]);
    expect(value(rig.desk.seals())).toEqual({
      versions: [{ version: 1, secrets: 1 }],
      locked: 1,
      inClear: 0,
    });
    fire(rig);
    expect(rig.receivers.told("mail")).toEqual(["fire 1"]);
    expect(rig.receivers.told("hook")).toEqual([]);
    const dead = rig.notices({ state: "dead" });
    expect(dead.map(({ sinkId, last }) => `${sinkId}: ${last?.why}`)).toEqual([
      "hook: the key that the sink's secrets are sealed with is not here any more",
    ]);
  });

  it("[D13] is not tested or rotated, and can be removed or entered again; then the dead are sent", () => {
    const rig = locked();
    fire(rig);
    expect(refusal(rig.desk.testNotice("hook"))).toContain("409 The key that the secrets of `hook`");
    expect(refusal(rig.desk.rotateSecret("hook", "Ada"))).toContain("CALLBOARD_KEYS");
    expect(refusal(rig.desk.putSink({ id: "hook", kind: "webhook", name: "Hook" }, "Ada"))).toContain(
      "`url`",
    );
    value(rig.desk.putSink(WEBHOOK, "Ada"));
    value(rig.desk.resendDead("hook", "Ada"));
    rig.pass(2);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    expect(lockedOf(rig)).toEqual(["hook null", "mail null"]);
    const other = locked();
    expect(value(other.desk.removeSink("hook", "Ada"))).toEqual({ id: "hook" });
  });

  it("[D13] opens again when its key is back", () => {
    const rig = locked();
    rig.vault.rotate(2, 1);
    rig.restart();
    fire(rig);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
  });

  it("[D13] is locked, too, where another sink's secrets were put in its place", () => {
    const rig = new Rig().sinks(WEBHOOK, { ...WEBHOOK, id: "other" }, SLACK);
    rig.sql.all("UPDATE sink SET sealed = (SELECT sealed FROM sink WHERE id = 'other') WHERE id = 'hook'");
    rig.sql.all("UPDATE sink SET sealed = 'nonsense' WHERE id = 'slack'");
    rig.restart();
    expect(lockedOf(rig)).toEqual(["hook tampered", "other null", "slack malformed"]);
  });
});

describe("a rotation of keys", () => {
  it("[D13] seals every sink anew, once, and says what it could not", () => {
    const rig = new Rig().sinks(...EVERY);
    const before = opened(rig);
    rig.sql.all("UPDATE sink SET sealed = 'nonsense' WHERE id = 'teams'");
    rig.vault.rotate(2, 1);
    rig.restart();
    const refused = [{ id: "teams", why: "malformed" }];
    expect(value(rig.desk.reseal("Ada"))).toEqual({ rewrapped: 3, current: 0, refused });
    expect(value(rig.desk.reseal("Ada"))).toEqual({ rewrapped: 0, current: 3, refused });
    expect(value(rig.desk.seals()).versions).toEqual([{ version: 2, secrets: 3 }]);
    value(rig.desk.putSink(TEAMS, "Ada"));
    rig.vault.rotate(2);
    rig.restart();
    expect(opened(rig)).toEqual(before);
    const deeds = rig.sql.all<{ what: string }>("SELECT what FROM deed WHERE subject = 'sinks'");
    expect(deeds).toHaveLength(1);
  });
});
