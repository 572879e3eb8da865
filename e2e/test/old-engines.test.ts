/** The built wall on the engines that really hang on walls: it renders, connects, updates and turns its pages there. */
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, inject } from "vitest";
import {
  OLD_ENGINES,
  type OldEngine,
  PAINTING_ENGINES,
  type RunningEngine,
  startOldEngine,
} from "../src/engines/old-engine.ts";
import { it } from "../src/harness.ts";

const TV = { width: 1_920, height: 1_080 };
const PICTURES = join(tmpdir(), "callboard-e2e-failures");
/** Two figures side by side are letters apart in the text of a page. */
const textOf = (engine: RunningEngine): Promise<string> =>
  engine.page.evaluate<string>("document.body.innerText");

let running: RunningEngine | null = null;
afterEach(async ({ task }) => {
  if (task.result?.state === "fail" && running !== null) {
    mkdirSync(PICTURES, { recursive: true });
    await running.page.screenshot({ path: join(PICTURES, `chromium-${running.version}.png`) });
  }
  await running?.close();
  running = null;
});

const openWall = (engine: OldEngine, query: string) => openPage(engine, `?${query}`);

async function openPage(
  engine: OldEngine,
  path: string,
): Promise<{ engine: RunningEngine; complaints: string[] }> {
  const started = await startOldEngine(engine, TV);
  running = started;
  const complaints: string[] = [];
  started.page.on("pageerror", (error) => complaints.push(error.message));
  started.page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  started.page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  await started.page.goto(`${inject("addresses").wall}/${path}`);
  return { engine: started, complaints };
}

const goTo = (engine: RunningEngine, query: string) =>
  engine.page.goto(`${inject("addresses").wall}/?${query}`);
/** Which widgets stand on the page that is shown. */
const setOnPages = (engine: RunningEngine) => () =>
  engine.page.evaluate<string>(
    "Array.from(document.querySelectorAll('[data-kind]')).map((widget) => widget.dataset.kind).join()",
  );

describe.each(OLD_ENGINES)("on Chromium $version", (version) => {
  it("a wall connects, shows the floor, and shows a change within about a second", async ({ upstream }) => {
    const centre = upstream("engines");
    const [agent] = (await centre.truth()).agents;
    if (agent === undefined) throw new Error("a centre without agents proves nothing");
    await centre.forceState(agent.user_id, "CALL");
    const { engine, complaints } = await openWall(version, "tenant=engines&metres=2&inches=75&names=full");
    await expect.poll(() => textOf(engine), { timeout: 30_000 }).toMatch(/Live\s+\d+ s/);
    expect(await textOf(engine)).toContain("Routable");
    expect(await textOf(engine)).not.toContain("Dentist");
    await centre.forceState(agent.user_id, "NOT_READY", "DENTIST");
    await expect.poll(() => textOf(engine), { timeout: 3_000 }).toContain("DENTIST");
    await centre.forceState(agent.user_id, "CALL");
    await expect.poll(() => textOf(engine), { timeout: 3_000 }).not.toContain("DENTIST");
    expect(complaints).toEqual([]);
  });

  it("a wall that is read from afar turns its pages, with nothing outside of the screen", async () => {
    const { engine, complaints } = await openWall(version, "tenant=crowded&metres=6&inches=75");
    await expect.poll(() => textOf(engine), { timeout: 30_000 }).toMatch(/Live\s+\d+ s/);
    const first = await engine.page.evaluate<string>("document.body.innerText.replace(/\\d/g, '')");
    await expect
      .poll(() => engine.page.evaluate<string>("document.body.innerText.replace(/\\d/g, '')"), {
        timeout: 40_000,
      })
      .not.toBe(first);
    const overflow = await engine.page.evaluate<boolean>(
      "document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight",
    );
    expect(overflow).toBe(false);
    expect(complaints).toEqual([]);
  });
});

describe.each(OLD_ENGINES)("on Chromium $version", (version) => {
  it("a television shows a code, keeps its credential, and has its board when it was confirmed", async () => {
    const { engine, complaints } = await openPage(version, "tv");
    const codeOf = () =>
      engine.page.evaluate<string>("(document.querySelector('#tv.code #code') || {}).textContent || ''");
    await expect.poll(codeOf, { timeout: 30_000 }).toMatch(/^\w{4}-\w{4}$/);
    const squareOf = "document.querySelector('#square path').getBoundingClientRect().width";
    expect(await engine.page.evaluate<number>(squareOf)).toBeGreaterThan(200);
    await confirm(await codeOf(), `Chromium ${version.version}`);
    const at = () => engine.page.evaluate<string>("location.pathname").catch(() => "");
    await expect.poll(at, { timeout: 30_000 }).toBe("/screen");
    await expect.poll(() => textOf(engine), { timeout: 30_000 }).toMatch(/Live\s+\d+ s/);
    // What was still loading when the one page was left is called off; a television that is not paired is told so.
    expect(complaints.filter((complaint) => !/^failed: |401/.test(complaint))).toEqual([]);
  });
});

/** As a supervisor does it on a tablet. */
async function confirm(code: string, name: string): Promise<void> {
  const answer = await fetch(`${inject("addresses").wall}/api/tenants/engines/screens/pair`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ by: "e2e", code, screen: { name, board: "floor" } }),
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
}

describe.each(PAINTING_ENGINES)("on Chromium $version", (version) => {
  it("boards of courses, of everybody at once, and of several pages are drawn and turn", async () => {
    const { engine, complaints } = await openWall(version, "tenant=engines&board=service&metres=2&inches=75");
    const isThere = (what: string, timeout = 60_000) =>
      expect
        .poll(() => engine.page.evaluate<boolean>(`document.querySelector("${what}") !== null`), { timeout })
        .toBe(true);
    await isThere("[data-kind=trend]");
    await goTo(engine, "tenant=engines&board=overview&metres=2&inches=75");
    await isThere("[data-kind=overview] canvas");
    await goTo(engine, "tenant=engines&board=tour&metres=2&inches=75");
    const board = setOnPages(engine);
    await isThere("[data-kind=agentStates], [data-kind=trend]");
    const first = await board();
    await expect.poll(board, { timeout: 45_000 }).not.toBe(first);
    expect(await textOf(engine)).not.toContain("could not be shown");
    // Last, as the first minute of the past must have been kept before there is a course to draw; whoever asked in vain asks
    // again after the next full minute.
    await goTo(engine, "tenant=engines&board=queues&metres=2&inches=75");
    await isThere("[data-kind=trend] canvas", 120_000);
    // What was still loading when a page was left is called off, which is no complaint.
    expect(complaints.filter((complaint) => !complaint.startsWith("failed: "))).toEqual([]);
  }, 240_000);
});
