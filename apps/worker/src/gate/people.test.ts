import { BOUNDS } from "@callboard/core";
import type { TenantPeople } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import { PeopleCache, PeopleIndex, type PeoplePorts } from "./people.ts";
import { byOf, keysOfPerson, type Person, readOwners } from "./person.ts";

const MARIA: Person = {
  id: "1",
  name: "Maria",
  email: "maria@example.com",
  groups: new Set(["floor leads", "everybody"]),
};
const tenant = (id: string, people: TenantPeople["people"]): TenantPeople => ({
  ...{ id, name: id, state: "active", people: [...people] },
});

describe("what people are granted", () => {
  it("is the highest of all that their address and their groups are granted, without regard to case", () => {
    const index = new PeopleIndex([
      tenant("one", [
        { kind: "group", who: "Everybody", role: "display" },
        { kind: "group", who: " FLOOR LEADS ", role: "administrator" },
        { kind: "email", who: "MARIA@example.com", role: "supervisor" },
      ]),
      tenant("two", [{ kind: "email", who: "maria@example.com", role: "display" }]),
      tenant("three", [{ kind: "email", who: "jo@example.com", role: "administrator" }]),
    ]);
    expect([...index.seatsOf(MARIA)]).toEqual([
      ["one", "administrator"],
      ["two", "display"],
    ]);
  });

  it("never takes a group's name for an address, nor a part for the whole", () => {
    const index = new PeopleIndex([
      tenant("one", [
        { kind: "group", who: "maria@example.com", role: "administrator" },
        { kind: "email", who: "everybody", role: "administrator" },
        { kind: "group", who: "floor", role: "administrator" },
        { kind: "email", who: "aria@example.com", role: "administrator" },
        { kind: "email", who: "maria@example.com.evil.example", role: "administrator" },
      ]),
    ]);
    expect(index.seatsOf(MARIA).size).toBe(0);
    expect(index.seatsOf({ ...MARIA, groups: new Set(["maria@example.com"]) }).size).toBe(1);
  });

  it("is nothing to names that objects have by themselves", () => {
    const index = new PeopleIndex([tenant("__proto__", []), tenant("constructor", [])]);
    const odd: Person = { ...MARIA, groups: new Set(["__proto__", "constructor"]) };
    expect(index.seatsOf(odd).size).toBe(0);
    expect(index.tenant("toString")).toBeNull();
    expect(index.tenant("__proto__")).toMatchObject({ id: "__proto__" });
  });
});

/** A registry whose answers a test gives, and a clock that it turns. */
function rig() {
  let now = 1_000_000;
  let asked = 0;
  let revision = 0;
  let answer: () => Promise<readonly TenantPeople[] | null> = async () => [tenant("one", [])];
  const knowns: (number | null)[] = [];
  const waits: (() => void)[] = [];
  const ports: PeoplePorts = {
    now: () => now,
    ask: (known) => {
      asked += 1;
      knowns.push(known);
      return answer().then((tenants) => {
        if (tenants !== null) revision += 1;
        return { revision, tenants };
      });
    },
    after: () => new Promise((resolve) => waits.push(resolve)),
  };
  return {
    ports,
    cache: new PeopleCache(),
    pass: (ms: number) => {
      now += ms;
    },
    knowns,
    answers: (next: () => Promise<readonly TenantPeople[] | null>) => {
      answer = next;
    },
    asked: () => asked,
    runOut: () => {
      for (const resolve of waits.splice(0)) resolve();
    },
  };
}

const FAILS = () => Promise.reject(new Error("restarting"));

describe("the registry's list, as the gate keeps it", () => {
  it("is asked for once in its while, by one request for all that wait", async () => {
    const { cache, ports, pass, asked } = rig();
    await Promise.all([cache.index(ports), cache.index(ports), cache.index(ports)]);
    pass(BOUNDS.grantsCachedMs - 1);
    await cache.index(ports);
    expect(asked()).toBe(1);
    pass(1);
    await cache.index(ports);
    expect(asked()).toBe(2);
  });

  it("holds for one more while where the registry cannot be asked, and then for nobody", async () => {
    const { cache, ports, pass, answers, asked } = rig();
    await cache.index(ports);
    answers(FAILS);
    pass(2 * BOUNDS.grantsCachedMs - 1);
    expect(await cache.index(ports)).not.toBeNull();
    pass(1);
    expect(await cache.index(ports)).toBeNull();
    expect(asked()).toBe(3);
    answers(async () => []);
    expect(await cache.index(ports)).not.toBeNull();
  });

  it("is nobody's where the registry never answered at all, whether it throws at once or later", async () => {
    const { cache, ports, answers } = rig();
    answers(FAILS);
    expect(await cache.index(ports)).toBeNull();
    answers(() => {
      throw new Error("no binding");
    });
    expect(await cache.index(ports)).toBeNull();
    answers(async () => []);
    expect(await cache.index(ports)).not.toBeNull();
  });

  it("does not wait for an answer that never comes, nor for who asked and is gone", async () => {
    const { cache, ports, answers, runOut } = rig();
    answers(() => new Promise(() => undefined));
    const first = cache.index(ports);
    const second = cache.index(ports);
    runOut();
    expect(await first).toBeNull();
    answers(async () => []);
    runOut();
    await second;
    expect(await cache.index(ports)).not.toBeNull();
  });

  it("forgets a role that was taken away within its while", async () => {
    const { cache, ports, pass, answers } = rig();
    const granted = [{ kind: "email", who: "maria@example.com", role: "display" } as const];
    answers(async () => [tenant("one", granted)]);
    expect((await cache.index(ports))?.seatsOf(MARIA).size).toBe(1);
    answers(async () => [tenant("one", [])]);
    pass(BOUNDS.grantsCachedMs);
    expect((await cache.index(ports))?.seatsOf(MARIA).size).toBe(0);
  });

  it("is asked again for what it does not know, and seldom however often somebody guesses", async () => {
    const { cache, ports, pass, asked } = rig();
    await cache.index(ports);
    for (let n = 0; n < 20; n += 1) await cache.again(ports);
    expect(asked()).toBe(1);
    pass(BOUNDS.peopleAskAgainMs + 1);
    await cache.again(ports);
    expect(asked()).toBe(2);
  });

  it("is not sent again where nothing has changed, and is as good as new then", async () => {
    const { cache, ports, pass, answers, knowns } = rig();
    await cache.index(ports);
    answers(async () => null);
    pass(BOUNDS.grantsCachedMs);
    await cache.index(ports);
    pass(BOUNDS.grantsCachedMs);
    expect((await cache.index(ports))?.tenant("one")).not.toBeNull();
    expect(knowns).toEqual([null, 1, 1]);
  });

  it("does not hold because the clock was set back", async () => {
    const { cache, ports, pass, asked } = rig();
    await cache.index(ports);
    pass(-60_000);
    await cache.index(ports);
    expect(asked()).toBe(2);
  });
});

describe("owners", () => {
  it("are read from their setting, and mistakes are told without repeating them", () => {
    const { keys, complaints } = readOwners(
      "group:Callboard-Owners, email:Ada@Example.com,,boss@x.example,group:",
    );
    expect([...keys]).toEqual(["group:callboard-owners", "email:ada@example.com"]);
    expect(complaints).toHaveLength(2);
    expect(complaints.join(" ")).not.toContain("boss");
    expect(readOwners(undefined).keys.size).toBe(0);
  });

  it("are whoever is named, and nobody else", () => {
    const { keys } = readOwners("group:callboard-owners,email:ada@example.com");
    expect(keysOfPerson(MARIA).some((key) => keys.has(key))).toBe(false);
    const ada = { ...MARIA, email: "ada@example.com" };
    expect(keysOfPerson(ada).some((key) => keys.has(key))).toBe(true);
  });
});

describe("who acts", () => {
  it("is written down by the address of the sign-in, within bounds", () => {
    expect(byOf(MARIA)).toBe("maria@example.com");
    expect(byOf({ ...MARIA, email: `${"x".repeat(300)}@example.com` })).toHaveLength(BOUNDS.personCharsMax);
  });
});
