import { expect } from "vitest";
import { AWAY } from "../src/alert-desk.ts";
import { graveFindings } from "../src/axe.ts";
import { it } from "../src/harness.ts";

/** A second is the promise; the rest is room for a machine that is busy with other tests. */
const SEEN_WITHIN_MS = 5_000;
/** A floor keeps what it saw once the minute or the batch is packed. */
const KEPT_WITHIN_MS = 45_000;
const PHONE = { width: 390, height: 844 };

it("a supervisor finds somebody, reads all about them, and follows the way to their queue", async ({
  openTablet,
  upstream,
}) => {
  const centre = upstream("floor");
  const [agent] = (await centre.truth()).agents;
  if (agent === undefined) throw new Error("a centre without agents proves nothing");
  await centre.forceState(agent.user_id, "READY");
  const tablet = await openTablet({ tenant: "floor", path: "agents" });
  const { page } = tablet;
  await tablet.lineOf(agent.name).waitFor();
  await centre.forceState(agent.user_id, "NOT_READY", AWAY);
  await tablet.lineOf(agent.name).getByText(AWAY).waitFor({ timeout: SEEN_WITHIN_MS });

  await page.getByRole("button", { name: /^Not ready/ }).click();
  expect(new URL(page.url()).searchParams.get("group")).toBe("notReady");
  await tablet.lineOf(agent.name).waitFor();
  expect(await graveFindings(page)).toEqual([]);

  await page.keyboard.press("/");
  await page.keyboard.type(agent.name);
  await page.getByRole("option", { name: agent.name }).first().waitFor();
  await page.keyboard.press("Enter");
  await tablet.heading.getByText(agent.name).waitFor();
  expect(page.url()).toContain(`/floor/floor/agents/${encodeURIComponent(agent.user_id)}`);
  await page.getByText(/Cannot be given a contact/).waitFor();
  await page.getByRole("heading", { name: "Skills" }).waitFor();
  await page.getByText("As a list").click();
  await page.getByRole("listitem").filter({ hasText: AWAY }).first().waitFor({ timeout: SEEN_WITHIN_MS });
  expect(await graveFindings(page)).toEqual([]);
  await page.reload();
  await tablet.heading.getByText(agent.name).waitFor();
  expect(tablet.complaints).toEqual([]);
});

it("the neediest queue is read with its formula, its course and whoever works it, on a phone too", async ({
  openTablet,
}) => {
  const tablet = await openTablet({ tenant: "floor", path: "queues", size: PHONE });
  const { page } = tablet;
  const first = page.locator("li.row").first().getByRole("link");
  await first.waitFor();
  const name = (await first.textContent()) ?? "";
  expect(await graveFindings(page)).toEqual([]);
  await first.click();
  await tablet.heading.getByText(name).waitFor();
  await page.getByText(/Service level = /).waitFor();
  await page
    .getByText(/from .* to .*, last/)
    .first()
    .or(page.getByText("Nothing was seen in this time.").first())
    .first()
    .waitFor();
  await page.getByRole("heading", { name: /On its contacts/ }).waitFor();
  expect(await graveFindings(page)).toEqual([]);
  const tooSmall = await page.evaluate(() => {
    const targets = Array.from(document.querySelectorAll("a, button, select, input"));
    const shown = targets.filter(
      (target) => target.checkVisibility() && target.getBoundingClientRect().top >= 0,
    );
    return shown
      .filter((target) => target.getBoundingClientRect().height < 43.5)
      .map((target) => target.outerHTML.slice(0, 120));
  });
  expect(tooSmall).toEqual([]);
  expect(tablet.complaints).toEqual([]);
});

it("the whole floor goes back to a moment that was seen, cannot be touched there, and returns", async ({
  openTablet,
  upstream,
}) => {
  const centre = upstream("floor");
  const agent = (await centre.truth()).agents[1];
  if (agent === undefined) throw new Error("too few agents");
  const tablet = await openTablet({ tenant: "floor", path: `agents/${encodeURIComponent(agent.user_id)}` });
  const { page } = tablet;
  await centre.forceState(agent.user_id, "NOT_READY", AWAY);
  await page.getByRole("heading", { name: AWAY }).waitFor({ timeout: SEEN_WITHIN_MS });
  const then = Date.now() + 1_000;
  await page.waitForTimeout(2_000);
  await centre.forceState(agent.user_id, "READY");
  await page.getByRole("heading", { name: AWAY }).waitFor({ state: "detached", timeout: SEEN_WITHIN_MS });

  await expect
    .poll(
      async () => {
        await tablet.goTo(`replay?at=${then}`);
        return tablet.replayBanner.waitFor({ timeout: 4_000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: KEPT_WITHIN_MS },
    )
    .toBe(true);
  await tablet.replayBanner.getByText("not live").waitFor();
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Agents" }).first().click();
  await tablet.lineOf(agent.name).getByText(AWAY).waitFor();
  await tablet.replayBanner.getByRole("button", { name: "Play" }).click();
  await tablet.lineOf(agent.name).getByText(AWAY).waitFor({ state: "detached", timeout: 20_000 });
  await page.getByRole("button", { name: "Return to live" }).click();
  await tablet.replayBanner.waitFor({ state: "detached" });
  await page.getByText("Live", { exact: false }).first().waitFor();
  expect(tablet.complaints).toEqual([]);
});

it.for(["light", "dark"] as const)(
  "each place is fit for everybody in the %s theme",
  async (theme, { openTablet }) => {
    const tablet = await openTablet({ tenant: "floor", path: "alerts" });
    const { page } = tablet;
    await page.evaluate((chosen) => localStorage.setItem("callboard.theme", chosen), theme);
    for (const [path, title] of [
      ["alerts", "Alerts"],
      ["alerts/history", "Alerts"],
      ["queues", "Queues"],
      ["agents", "Agents"],
      ["replay", "Replay"],
    ] as const) {
      await tablet.goTo(path);
      await tablet.heading.getByText(title).waitFor();
      await page
        .locator("html")
        .and(page.locator(`[data-theme="${theme}"]`))
        .waitFor();
      expect([path, await graveFindings(page)]).toEqual([path, []]);
    }
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    expect(await graveFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("q");
    await tablet.heading.getByText("Queues").waitFor();
    expect(await page.title()).toMatch(/^Queues – /);
    expect(tablet.complaints).toEqual([]);
  },
);
