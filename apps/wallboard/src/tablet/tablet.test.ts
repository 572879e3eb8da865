/** The app's own logic: requests, words of evidence, silences; without Vue and without a server. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidenceAt } from "../../test/made-up-evidence.ts";
import { AT } from "../../test/pieces.ts";
import { i18n } from "../words/words.ts";
import { blindText, comparisonText, eventText, readingRows } from "./alerts/evidence-words.ts";
import { createAlertsApi } from "./api/alerts-api.ts";
import { type Ask, createAsk } from "./api/request.ts";
import { addAppWords } from "./app-words.ts";
import { candidatesOf } from "./rules/candidates.ts";
import "./setup/setup-words.ts";
import { silenceMatcher, silenceReaches } from "./silences/matcher.ts";
import { matcherText } from "./silences/matcher-text.ts";
import { useDeed } from "./use/deed.ts";
import { idIn, readJson } from "./use/json-text.ts";
import { useLoaded } from "./use/loaded.ts";

const askWith = (answer: () => Promise<Response>) =>
  createAsk({ fetch: answer, after: () => () => undefined });
const done = <Value>(value: Value) => ({ kind: "done" as const, value });
const failure = { title: "No", detail: "Try again.", complaints: [] };

addAppWords();

describe("a question to the Worker", () => {
  it("is answered with its value", async () => {
    const ask = askWith(async () => new Response('{"a":1}'));
    expect(await ask("GET", "/x")).toEqual(done({ a: 1 }));
  });

  it("fails in the server's own sentences, with every complaint", async () => {
    const problem = { title: "This is no rule", detail: "Mend it.", complaints: ["`a` is wrong.", 7] };
    const ask = askWith(async () => new Response(JSON.stringify(problem), { status: 400 }));
    expect(await ask("PUT", "/x", {})).toEqual({
      kind: "failed",
      failure: { ...problem, status: 400, complaints: ["`a` is wrong."], isServers: true },
    });
  });

  it.each([
    [
      "a page of something in between",
      async () => new Response("<html>", { status: 502 }),
      "could not be read",
    ],
    ["an empty answer", async () => new Response(""), "could not be read"],
    ["no network", () => Promise.reject(new TypeError("failed")), "cannot be reached"],
    ["a refusal without words", async () => new Response("null", { status: 500 }), "refused this (500)"],
  ])("fails with what to do: %s", async (_case, answer, words) => {
    const found = await askWith(answer)("GET", "/x");
    expect(found.kind === "failed" && found.failure.title).toContain(words);
  });

  it("carries ids of any characters, and who does it", async () => {
    const asked: unknown[] = [];
    const ask: Ask = async (...question) => {
      asked.push(question);
      return { kind: "failed", failure };
    };
    const api = createAlertsApi("demo", ask);
    await api.acknowledge("a/b?c#d", "Maria");
    await api.endSilence("s 1", "Ann & Co");
    await api.why("r", { kind: "queue", id: "q&1" });
    await api.why("r", { kind: "feed" });
    expect(asked).toEqual([
      ["POST", "/api/tenants/demo/alerts/a%2Fb%3Fc%23d/acknowledge", { by: "Maria" }],
      ["DELETE", "/api/tenants/demo/silences/s%201?by=Ann+%26+Co"],
      ["GET", "/api/tenants/demo/rules/r/why?queue=q%261"],
      ["GET", "/api/tenants/demo/rules/r/why?feed"],
    ]);
  });
});

describe("a deed", () => {
  it("is one, however often it is tapped while it is being done", async () => {
    const deed = useDeed();
    let runs = 0;
    let finish: (answer: { kind: "done"; value: number }) => void = () => undefined;
    const work = () => {
      runs += 1;
      return new Promise<{ kind: "done"; value: number }>((resolve) => {
        finish = resolve;
      });
    };
    const first = deed.run(work);
    expect(deed.state.value.kind).toBe("busy");
    expect(await deed.run(work)).toBeNull();
    finish(done(7));
    expect(await first).toBe(7);
    expect([runs, deed.state.value.kind]).toEqual([1, "done"]);
  });

  it("that failed says why", async () => {
    const deed = useDeed();
    expect(await deed.run(async () => ({ kind: "failed", failure }))).toBeNull();
    expect(deed.state.value).toEqual({ kind: "failed", failure });
  });
});

describe("what is fetched", () => {
  it("stays while it is fetched anew and when that fails, and a late answer does not undo a newer one", async () => {
    const answers: ((
      answer: { kind: "done"; value: string } | { kind: "failed"; failure: typeof failure },
    ) => void)[] = [];
    const loaded = useLoaded<string>(() => new Promise((resolve) => answers.push(resolve)));
    const first = loaded.load();
    const second = loaded.load();
    answers[1]?.(done("new"));
    answers[0]?.(done("old"));
    await Promise.all([first, second]);
    expect(loaded.value.value).toBe("new");
    const third = loaded.load();
    answers[2]?.({ kind: "failed", failure });
    await third;
    expect([loaded.value.value, loaded.failure.value]).toEqual(["new", failure]);
  });
});

describe("JSON that people type", () => {
  it.each(["{", "[]", "null", "7", '"text"'])("is refused in a sentence: %s", (text) => {
    const read = readJson(text);
    expect(read.kind === "failed" && read.failure.title.length > 0).toBe(true);
  });

  it("is one object with an id", () => {
    const read = readJson('{"id": "a", "__proto__": 1}');
    expect(read.kind === "object" && idIn(read.value)).toBe("a");
    expect(idIn({ id: " " })).toBeNull();
    expect(idIn({})).toBeNull();
  });
});

describe("evidence in words", () => {
  const when = (at: number) => `@${at - AT}`;
  const evidence = evidenceAt(AT, { value: 912, threshold: 900, unit: "seconds" });

  it.each([
    ["nothing where all was seen", 0, 120, ""],
    ["what was not seen", 2, 120, "2:00 of the hour before were not seen."],
    [
      "what was not seen, of evidence that was kept before",
      2,
      null,
      "2:00 of the hour before were not seen.",
    ],
    ["since when there was a watch, which is no hole", 50, 10, "Watched since −10."],
    ["a hole in a young watch", 53, 10, "Watched since −10. 3:00 since then were not seen."],
    ["a watch of just an hour as a whole one", 0, 60, ""],
  ])("tells %s", (_, blindMinutes, minutesAgo, text) => {
    const seenSince = minutesAgo === null ? null : AT - minutesAgo * 60_000;
    const told = blindText(
      { at: AT, blindMs: blindMinutes * 60_000, seenSince },
      (at) => `−${(AT - at) / 60_000}`,
    );
    expect(told).toBe(text);
  });

  it("tells each comparison with both values", () => {
    expect(evidence.compared.map(comparisonText)).toEqual([
      "State Not ready is Not ready",
      "Time in state 15:12 > 15:00",
      "Status not known is none of Lunch, Training",
    ]);
  });

  it("has a word for every field that a rule may name", () => {
    const rules = readFileSync("../../docs/rules.md", "utf8");
    const fields = [...rules.matchAll(/^\| `(\w+)` \| (?:number|text|grows) \|/gm)].map(([, field]) => field);
    expect(fields.length).toBeGreaterThan(20);
    expect(
      fields.filter((field) => field !== undefined && !i18n.global.te(`alerts-page.fields.${field}`)),
    ).toEqual([]);
  });

  it("tells each event without what it does not say, and a code that nobody knows as itself", () => {
    const telling = { when, queueName: (id: string) => (id === "q" ? "Billing" : null) };
    expect(evidence.events.map((event) => eventText(event, telling))).toEqual([
      "until @-1080000",
      "On contact → Not ready, code LUNCH, since @-900000, learned afterwards by asking CXone",
      "wait 2:23, available agents 6, service level 79 %, waiting 4",
    ]);
    const novel = { at: AT, what: "novel", details: { constructor: "x", queueId: "q" } };
    expect(eventText(novel, telling)).toBe("constructor x, queue Billing");
  });

  it("tells a queue's figures, and leaves out what was not known", () => {
    const rows = evidence.queue === null ? [] : readingRows({ ...evidence.queue, waitSeconds: null }, when);
    expect(rows.map(([name]) => name)).not.toContain("Wait");
    expect(rows).toContainEqual(["Wait vs usual", "+0:45"]);
  });
});

describe("a silence", () => {
  const onAgent = { ruleId: "r", entity: { kind: "agent", id: "a" }, queueId: "q" } as const;

  it("begun from an alert mutes what was asked for and never more", () => {
    expect(silenceReaches(onAgent)).toEqual(["entity", "rule", "queue"]);
    expect(silenceMatcher(onAgent, "entity")).toEqual({ rules: ["r"], agents: ["a"] });
    expect(silenceMatcher(onAgent, "rule")).toEqual({ rules: ["r"] });
    expect(silenceMatcher(onAgent, "queue")).toEqual({ queues: ["q"] });
    const onFeed = { ruleId: "r", entity: { kind: "feed", id: "feed" }, queueId: null } as const;
    expect(silenceReaches(onFeed)).toEqual(["rule"]);
    expect(silenceMatcher(onFeed, "queue")).toEqual({ rules: ["r"] });
  });

  it("is told with names where the board knows them", () => {
    const names = { agentName: (id: string) => (id === "a" ? "Maria S." : null), queueName: () => null };
    expect(matcherText({ rules: ["r"], agents: ["a", "b"] }, names)).toBe("Rules: r · People: Maria S., b");
    expect(matcherText({}, names)).toBe("everything");
  });
});

describe("whom a question is about", () => {
  it("is found by name, and whoever was chosen stays", () => {
    const people = Array.from({ length: 500 }, (_, n) => ({ id: `${n}`, name: `Person ${n}` }));
    const found = candidatesOf(people, "", "499");
    expect(found.list.length).toBeLessThanOrEqual(201);
    expect(found.list.map(({ id }) => id)).toContain("499");
    expect(found.cut).toBe(500 - found.list.length);
    expect(candidatesOf(people, "person 42 ", "").list.map(({ id }) => id)).toContain("42");
    expect(candidatesOf(people, "nobody", "7").list.map(({ id }) => id)).toEqual(["7"]);
  });
});
