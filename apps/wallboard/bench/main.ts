/**
 * `npm run bench:wall`: what the built wall costs a television. 2,000 agents, 100 queues and 500 changes a second, on a
 * processor slowed down six times, beside a page of plain boxes that is fed the same frames in the same run. Prints
 * Markdown tables on stdout and its progress on stderr.
 */
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { serveWall } from "../test/wall-server.ts";
import { type Cost, createGauge, type Held, WATCHER } from "./measure.ts";
import { PLAIN_PAGE } from "./plain-page.ts";

const SLOWED = 6;
const FLOOR = { agents: 2_000, queues: 100, changesPerSecond: 500, alerts: 6 } as const;
/** After loading: styles, fonts and the first snapshot are no part of months on a wall. */
const WARM_SECONDS = 20;
const HELD_EVERY_SECONDS = 30;

const HELP = `npm run bench:wall [-- --minutes 10] [--others 1] [--boards floor,overview] [--slow 6]
  --minutes  how long the first board is watched (10)
  --others   how long each further board and the plain boxes are watched (1)
  --boards   presets to look at; the first is watched long
  --slow     how many times slower than this machine the processor is made (${SLOWED})`;

interface Subject {
  readonly name: string;
  readonly path: string;
  readonly minutes: number;
}

interface Result {
  readonly subject: Subject;
  readonly costs: readonly Cost[];
  readonly held: readonly Held[];
}

const say = (text: string): void => {
  process.stderr.write(`  ${text}\n`);
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      others: { type: "string", default: "1" },
      boards: { type: "string", default: "floor,people,queues,overview" },
      slow: { type: "string", default: String(SLOWED) },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const minutes = positive(values.minutes, "--minutes");
  const others = positive(values.others, "--others");
  const slow = positive(values.slow, "--slow");
  const boards = values.boards.split(",").filter((board) => board !== "");
  const subjects: Subject[] = [
    { name: "plain boxes", path: "plain", minutes: others },
    ...boards.map((board, place) => ({
      name: `board “${board}”`,
      path: `?tenant=demo&board=${board}&metres=3&inches=75`,
      minutes: place === 0 ? minutes : others,
    })),
  ];
  const server = await serveWall({ ...FLOOR, pages: new Map([["/plain", PLAIN_PAGE]]) });
  const browser = await chromium.launch({ ...chosenBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
  const loadBefore = loadavg()[0] ?? 0;
  try {
    const results: Result[] = [];
    for (const subject of subjects) {
      say(`${subject.name}: ${subject.minutes} min`);
      results.push(await watch(browser, server.url, subject, slow));
    }
    console.log(report(results, slow, loadBefore));
  } finally {
    await browser.close();
    await server.close();
  }
}

async function watch(browser: Browser, origin: string, subject: Subject, slow: number): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.addInitScript(WATCHER);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
    await page.goto(new URL(subject.path, origin).href);
    await pass(WARM_SECONDS);
    const gauge = await createGauge(page, session);
    const held = [await gauge.held()];
    const costs: Cost[] = [];
    const stretches = Math.max(1, Math.round((subject.minutes * 60) / HELD_EVERY_SECONDS));
    for (let stretch = 0; stretch < stretches; stretch += 1) {
      costs.push(await gauge.cost(HELD_EVERY_SECONDS));
      held.push(await gauge.held());
    }
    return { subject, costs, held };
  } finally {
    await context.close();
  }
}

function report(results: readonly Result[], slow: number, loadBefore: number): string {
  const [plain] = results;
  const ratio = (value: number, of: number) => (of > 0 ? (value / of).toFixed(1) : "–");
  const mean = (result: Result, pick: (cost: Cost) => number) =>
    result.costs.reduce((sum, cost) => sum + pick(cost), 0) / result.costs.length;
  const rows = results.map((result) => {
    const task = mean(result, (cost) => cost.taskMsPerSecond);
    const longest = Math.max(...result.costs.map(({ longestTaskMs }) => longestTaskMs));
    const long = result.costs.reduce((sum, { longTasks }) => sum + longTasks, 0);
    const [first] = result.held;
    const last = result.held.at(-1);
    return [
      result.subject.name,
      `${result.subject.minutes} min`,
      mean(result, (cost) => cost.scriptMsPerSecond).toFixed(0),
      mean(result, (cost) => cost.layoutMsPerSecond).toFixed(0),
      task.toFixed(0),
      plain === undefined
        ? "–"
        : ratio(
            task,
            mean(plain, (cost) => cost.taskMsPerSecond),
          ),
      `${long}${long > 0 ? ` (${longest.toFixed(0)} ms)` : ""}`,
      mean(result, (cost) => cost.framesPerSecond).toFixed(0),
      `${first?.heapMb.toFixed(1)} → ${last?.heapMb.toFixed(1)}`,
      `${first?.nodes} → ${last?.nodes}`,
      `${first?.listeners} → ${last?.listeners}`,
    ];
  });
  const head = [
    ...["page", "watched", "script ms/s", "style and layout ms/s", "all work ms/s", "÷ plain"],
    ...["long tasks (longest)", "frames/s", "heap MB", "DOM nodes", "listeners"],
  ];
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map(line),
    "",
    `${FLOOR.agents} agents, ${FLOOR.queues} queues, ${FLOOR.changesPerSecond} changes/s in 4 frames/s, 1920×1080, processor slowed ${slow}×; ` +
      `heap after a collection; ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, load ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after.`,
  ].join("\n");
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const pass = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

function positive(text: string, option: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(`${option} wants a number above zero, not "${text}".`);
}

function chosenBrowser(): { executablePath?: string } {
  const places = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"];
  const found = places.find((place) => place !== undefined && place !== "" && existsSync(place));
  if (found === undefined)
    throw new Error("No browser found. Install Chromium, or set CHROMIUM_PATH to one.");
  return { executablePath: found };
}

await main();
