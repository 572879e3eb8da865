/** What a browser is told about our pages, and that it keeps to it: nothing inline runs, and no other site looks or acts. */
import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { it } from "../src/harness.ts";

const TENANT = "plain";
const LIVE_WITHIN_MS = 30_000;

declare global {
  interface Window {
    refusals?: string[];
    injected?: boolean;
  }
}

/** Notes what the page's own policy refuses, from its first script on. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    window.refusals = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      window.refusals?.push(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return () => page.evaluate(() => window.refusals ?? ["nothing was watched"]);
}

const own = (path: string): string => inject("addresses").wall + path;

it("every page and every answer says what a browser may do with it", async () => {
  const headersOf = async (path: string): Promise<Headers> => {
    const response = await fetch(own(path));
    await response.body?.cancel();
    expect([path, response.status]).toEqual([path, 200]);
    return response.headers;
  };
  const html = await (await fetch(own("/"))).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? "";
  for (const path of ["/", `/floor/${TENANT}/alerts`, "/tv", script, "/api/health"]) {
    const headers = await headersOf(path);
    expect([path, headers.get("content-security-policy")?.slice(0, 18)]).toEqual([
      path,
      "default-src 'none'",
    ]);
    expect(headers.get("content-security-policy")).not.toMatch(/unsafe/);
    expect([path, headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
    expect([path, headers.get("referrer-policy")]).toEqual([path, "same-origin"]);
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  }
  expect((await headersOf("/")).get("content-security-policy")).toContain("frame-ancestors 'self'");
  for (const path of [`/floor/${TENANT}/alerts`, "/tv", "/api/health"])
    expect((await headersOf(path)).get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect((await headersOf(script)).get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await headersOf("/")).get("cache-control")).toBe("no-cache");
  expect((await headersOf(`/floor/${TENANT}/alerts`)).get("cache-control")).toBe("no-cache");
  expect((await headersOf("/api/health")).get("cache-control")).toBe("no-store");
});

it("the wall, the app, its pickers, charts and replay do nothing that the policy refuses", async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const refusals = await watchPolicy(page);
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(own(`/?tenant=${TENANT}`));
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor({ timeout: LIVE_WITHIN_MS });
  expect(await refusals()).toEqual([]);
  for (const path of [
    "alerts",
    "agents",
    "queues",
    "replay",
    "rules",
    "sinks",
    "silences",
    "setup/boards/people",
  ]) {
    await page.goto(own(`/floor/${TENANT}/${path}`));
    await page.locator("h1, h2").first().waitFor({ timeout: LIVE_WITHIN_MS });
    await page.waitForTimeout(500);
    expect([path, await refusals()]).toEqual([path, []]);
  }
  const preview = page.frameLocator("iframe");
  await preview.getByText("Live").first().waitFor({ timeout: LIVE_WITHIN_MS });
  expect(await refusals()).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

it("a script that somebody got into the page does not run, nor a handler, nor a foreign file", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const refusals = await watchPolicy(page);
  await page.goto(own(`/floor/${TENANT}/alerts`));
  await page.locator("h1, h2").first().waitFor({ timeout: LIVE_WITHIN_MS });
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.append(script);
    const box = document.createElement("div");
    box.innerHTML =
      '<img src="/nothing" onerror="window.injected = true"><a href="javascript:window.injected=true" id="link">x</a>';
    document.body.append(box);
    const foreign = document.createElement("script");
    foreign.src = "https://elsewhere.example/x.js";
    document.body.append(foreign);
    document.getElementById("link")?.click();
    void fetch("https://elsewhere.example/").catch(() => undefined);
  });
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => window.injected)).toBeUndefined();
  const refused = (await refusals()).map((one) => one.split(" ")[0]);
  for (const directive of ["script-src-elem", "script-src-attr", "connect-src"])
    expect(refused).toContain(directive);
  await context.close();
});

it("a page of another site opens no socket of ours, frames no page of ours, and changes nothing", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const elsewhere = `${inject("addresses").smallCentre}/_control`;
  await page.goto(elsewhere);
  const wall = inject("addresses").wall;
  const socket = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve("open");
        socket.onclose = () => resolve("closed");
      }),
    `${wall.replace("http", "ws")}/api/tenants/${TENANT}/live`,
  );
  expect(socket).toBe("closed");
  const frames = await page.evaluate(async (origin) => {
    const seen: boolean[] = [];
    for (const path of ["/", "/floor/", "/tv"]) {
      const frame = document.createElement("iframe");
      frame.src = origin + path;
      const loaded = new Promise((resolve) => {
        frame.onload = resolve;
      });
      document.body.append(frame);
      await loaded;
      seen.push(frame.contentWindow !== null && frame.contentWindow.length >= 0);
    }
    return seen.length;
  }, wall);
  expect(frames).toBe(3);
  for (const frame of page.frames().slice(1)) expect(frame.url()).toContain("chrome-error:");
  const changed = await page.evaluate(
    (url) =>
      fetch(url, { method: "POST", body: "{}", headers: { "content-type": "text/plain" } }).then(
        () => "answered",
        () => "not answered",
      ),
    `${wall}/api/tenants/${TENANT}/silences`,
  );
  expect(changed).toBe("not answered");
  await context.close();
});
