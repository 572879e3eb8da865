/** A television from its box to its board, by somebody who has never done it; and what is done with it from afterwards on. */
import type { Locator, Page } from "playwright-core";
import { expect, inject } from "vitest";
import { graveFindings } from "../src/axe.ts";
import { it } from "../src/harness.ts";
import { openTelevision } from "../src/wall/television.ts";

const TENANT = "pairing";
/** The issue's own measure, for a person; a browser that is driven needs far less. */
const PAIRED_WITHIN_MS = 60_000;
const DARK_WITHIN_MS = 1_000;
/** A screen hears of another board with the next beat, and asks for it a little later. */
const ON_WALL_WITHIN_MS = 30_000;

const button = (page: Page | Locator, name: string) => page.getByRole("button", { name, exact: true });
const cardOf = (page: Page, name: string) =>
  page.locator("li.screen").filter({ has: page.getByRole("heading", { name, exact: true }) });

it("a stranger pairs a television in under a minute; it says who it is, loads anew, changes its board, and goes dark", async ({
  browser,
  openTablet,
}) => {
  const origin = inject("addresses").wall;
  const beganAt = performance.now();
  const television = await openTelevision(browser, origin);
  const code = await television.code();
  await television.square.waitFor({ state: "attached" });
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(await graveFindings(television.page)).toEqual([]);

  const tablet = await openTablet({ tenant: TENANT, size: { width: 768, height: 1024 } });
  const { page } = tablet;
  // What the square says.
  const [begins = "", rest = ""] = code.split("-");
  await page.goto(`${origin}/pair?code=${begins}`);
  await page.getByRole("link", { name: `Centre ${TENANT}`, exact: true }).click();
  await tablet.introduce("Maria");
  await page.getByLabel("Name", { exact: true }).fill("Hall");
  // The link has not said it all: somebody has to look at the television.
  expect(await button(page, "Connect").isDisabled()).toBe(true);
  await page.getByText(`The four characters behind ${begins} on the television.`).waitFor();
  await page.getByLabel("Second half of the code", { exact: true }).pressSequentially(rest.toLowerCase());
  expect(await graveFindings(page)).toEqual([]);
  await button(page, "Connect").click();
  await television.liveBadge.waitFor({ timeout: PAIRED_WITHIN_MS });
  await television.widget("agentStates").waitFor();
  expect(performance.now() - beganAt).toBeLessThan(PAIRED_WITHIN_MS);
  expect(new URL(television.page.url()).pathname).toBe("/screen");
  // The credential is out of every script's reach.
  expect(await television.page.evaluate(() => document.cookie)).toBe("");

  const card = cardOf(page, "Hall");
  await card.getByText("Online", { exact: true }).waitFor();
  await card.getByText("The server’s own").waitFor();
  await card.getByText(/^1920 × 1080, Chromium \d+$/).waitFor();
  // How it does comes with its first acknowledgement.
  await card
    .getByText("At once")
    .or(card.getByText(/ms late/))
    .waitFor({ timeout: 20_000 });
  expect(new URL(page.url()).search).toBe("");
  expect(await graveFindings(page)).toEqual([]);

  await button(page, "Show its number").click();
  await television.number.waitFor();
  expect(await television.number.textContent()).toBe(await card.locator(".number").textContent());
  await television.page.getByText("Hall", { exact: true }).waitFor();
  await television.number.waitFor({ state: "detached", timeout: 15_000 });

  await television.page.evaluate(() => Object.assign(window, { isBefore: true }));
  await button(page, "Load anew").click();
  await expect
    .poll(() => television.page.evaluate(() => "isBefore" in window).catch(() => true), { timeout: 20_000 })
    .toBe(false);
  await television.liveBadge.waitFor();

  await page.getByLabel("Board of Hall").selectOption({ label: "Queues" });
  // Whichever of that board's pages it is the turn of.
  const ofQueues = television.page.locator(
    "[data-kind=queueTable], [data-kind=serviceLevel], [data-kind=trend]",
  );
  await ofQueues.first().waitFor({ timeout: ON_WALL_WITHIN_MS });

  await card.getByText("Online", { exact: true }).waitFor();
  await button(page, "Disconnect").click();
  await button(page, "Yes, it goes dark at once").click();
  await page.getByText("Disconnected. The screen shows a new code.").waitFor();
  await expect
    .poll(() => television.page.locator("[data-kind]").count(), { timeout: DARK_WITHIN_MS, interval: 20 })
    .toBe(0);
  const next = await television.code();
  expect(next).not.toBe(code);
  expect(await television.heading.textContent()).toBe("This screen is no longer connected");
  const kept = await television.page.evaluate(() => Object.keys(localStorage));
  expect(kept.filter((key) => key.startsWith("callboard.setup"))).toEqual([]);
  expect(await television.page.evaluate(async () => (await fetch("/api/tv/session")).status)).toBe(401);
  await card.getByText("No television").waitFor();
  expect(television.complaints()).toEqual([]);
  expect(tablet.complaints).toEqual([]);
  await television.close();
});

it("a television takes the place of another, which goes dark; a code that nobody shows is told", async ({
  browser,
  openTablet,
}) => {
  const origin = inject("addresses").wall;
  const first = await openTelevision(browser, origin);
  const tablet = await openTablet({ tenant: TENANT, path: "setup/screens" });
  const { page } = tablet;
  await button(page, "Connect a television").click();
  await tablet.introduce("Jonas");
  const field = page.getByLabel("Code", { exact: true });
  await field.pressSequentially("zzzz zzzz");
  expect(await field.inputValue()).toBe("ZZZZ-ZZZZ");
  await page.getByLabel("Name", { exact: true }).fill("Canteen");
  await button(page, "Connect").click();
  await page.getByRole("alert").getByText("No such code").waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Canteen");
  // Typed as it is read aloud.
  await field.fill("");
  await field.pressSequentially((await first.code()).toLowerCase().replace("-", " "));
  await button(page, "Connect").click();
  await first.liveBadge.waitFor();

  const second = await openTelevision(browser, origin);
  await button(cardOf(page, "Canteen"), "Connect another television").click();
  await field.fill(await second.code());
  await page.getByText("The television that was there is disconnected.").waitFor();
  await button(page, "Connect").click();
  await second.liveBadge.waitFor();
  await first.code();
  expect(await first.heading.textContent()).toBe("This screen is no longer connected");

  // A television that was reset comes again under its name: nobody makes a second screen of it unasked.
  const reset = await openTelevision(browser, origin);
  const number = await cardOf(page, "Canteen").locator(".number").textContent();
  await button(page, "Connect a television").click();
  await field.fill(await reset.code());
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("canteen");
  await page.getByText(`Screen ${number} has this name already`).waitFor();
  expect(await button(page, "Connect").count()).toBe(0);
  await button(page, "Add a second one").click();
  await button(page, "Connect").waitFor();
  await name.fill("Canteen");
  expect(await graveFindings(page)).toEqual([]);
  await button(page, `Take the place of number ${number}`).click();
  await reset.liveBadge.waitFor();
  await second.code();
  expect(await page.locator("li.screen").filter({ hasText: "Canteen" }).count()).toBe(1);
  expect([first, second, reset].flatMap((one) => one.complaints())).toEqual([]);
  // A code that is not known is answered so.
  expect(tablet.complaints.filter((complaint) => !complaint.includes("404"))).toEqual([]);
  await first.close();
  await second.close();
  await reset.close();
});

it("a link of somebody's own device connects nothing by itself, whatever it brings: the other half stands on the television alone", async ({
  browser,
  openTablet,
}) => {
  const origin = inject("addresses").wall;
  const device = await openTelevision(browser, origin);
  const code = await device.code();
  const tablet = await openTablet({ tenant: TENANT, path: `setup/screens?code=${code}` });
  const { page } = tablet;
  await tablet.introduce("Lena");
  const rest = page.getByLabel("Second half of the code", { exact: true });
  expect(await rest.inputValue()).toBe("");
  await page.getByLabel("Name", { exact: true }).fill("Sent");
  expect(await button(page, "Connect").isDisabled()).toBe(true);
  await page.getByText("Connect only a television that you see before you.", { exact: false }).waitFor();
  expect(await graveFindings(page)).toEqual([]);
  await button(page, "It shows another code").click();
  const whole = page.getByLabel("Code", { exact: true });
  expect(await whole.inputValue()).toBe("");
  expect(await whole.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await button(page, "Connect").isDisabled()).toBe(true);
  expect([...device.complaints(), ...tablet.complaints]).toEqual([]);
  await device.close();
});
