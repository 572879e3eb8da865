import type { Page } from "playwright-core";
import { expect } from "vitest";
import { graveFindings } from "../src/axe.ts";
import { it } from "../src/harness.ts";

/** A wall hears of another setup with the next beat, asks for it a little later, and takes it over. */
const ON_WALL_WITHIN_MS = 30_000;
/** A page is loaded and has asked for what it shows; the rest is room for a busy machine. */
const FETCHED_WITHIN_MS = 30_000;
const TENANT = "setup";

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, ...(typeof name === "string" ? { exact: true } : {}) });

async function saved(page: Page): Promise<void> {
  await button(page, "Save").click();
  await page.getByText("Saved.", { exact: true }).first().waitFor();
}

it("a board is copied, edited with the wall beside it, and the screen that shows it follows", async ({
  openTablet,
  browser,
}) => {
  const tablet = await openTablet({
    tenant: TENANT,
    path: "setup/boards",
    size: { width: 1440, height: 900 },
  });
  const { page } = tablet;
  await page.getByRole("heading", { name: "Boards", exact: true }).waitFor();
  expect(await graveFindings(page)).toEqual([]);
  await button(page, "Copy Floor").click();
  await tablet.introduce("Maria");
  await page.getByRole("heading", { name: "Floor, copy" }).waitFor();
  const id = page.url().split("/").pop() ?? "";
  const wall = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await wall.goto(new URL(`/?${new URLSearchParams({ tenant: TENANT, board: id })}`, page.url()).href);
  await wall.getByText("Live").first().waitFor();

  await button(page, "Add a widget").click();
  await button(page, /^Note/).click();
  await page.getByLabel("Text", { exact: true }).fill("Team meeting at three");
  const preview = page.frameLocator("iframe");
  await preview.getByText("Live").first().waitFor();
  await page.getByText(/goes to screenful 2/).waitFor();
  for (let place = 3; place > 0; place -= 1) await button(page, "Move Note up").click();
  await preview.getByText("Team meeting at three").waitFor();
  expect(await wall.getByText("Team meeting at three").count()).toBe(0);
  await button(page, "Undo").click();
  await button(page, "Redo").click();
  await saved(page);
  await wall.getByText("Team meeting at three").waitFor({ timeout: ON_WALL_WITHIN_MS });
  await wall.close();
  expect(await graveFindings(page)).toEqual([]);
  expect(tablet.complaints).toEqual([]);
});

it("two people who edit one board lose nothing: the second keeps theirs as a copy", async ({
  openTablet,
}) => {
  const first = await openTablet({ tenant: TENANT, path: "setup/boards/people" });
  const second = await openTablet({ tenant: TENANT, path: "setup/boards/people" });
  for (const [tablet, name] of [
    [first, "Of Maria"],
    [second, "Of Jonas"],
  ] as const) {
    await tablet.page.getByRole("tab", { name: "Board" }).click();
    await tablet.page.getByLabel("Name of the board").fill(name);
  }
  await button(first.page, "Save").click();
  await first.introduce("Maria");
  await first.page.getByText("Saved.", { exact: true }).first().waitFor();
  await button(second.page, "Save").click();
  await second.introduce("Jonas");
  await second.page.getByText(/Maria saved at/).waitFor();
  expect(await second.page.getByLabel("Name of the board").inputValue()).toBe("Of Jonas");
  await button(second.page, "Keep mine as a copy").click();
  await second.page.getByRole("heading", { name: "Of Jonas, copy" }).waitFor();
  expect(first.complaints).toEqual([]);
});

it("a table of codes is tried first, its wrong row is told by number, and what is right is taken over", async ({
  openTablet,
}) => {
  const tablet = await openTablet({ tenant: TENANT, path: "setup/codes" });
  const { page } = tablet;
  await button(page, "Import a table (CSV)").click();
  await page
    .getByLabel(/paste the rows/)
    .fill("code,label,takes_contacts\nPUPPY_CARE,Puppy care,no\nBROKEN,Broken,perhaps\n");
  await button(page, "Try, without changing anything").click();
  const wrong = page.getByRole("table").getByRole("row").filter({ hasText: "perhaps" });
  await wrong.getByRole("cell", { name: "3", exact: true }).waitFor();
  await button(page, "Put the right rows into the form").click();
  await button(page, "Save").click();
  await tablet.introduce("Maria");
  await page.getByText("Saved.", { exact: true }).waitFor();
  await page.getByLabel(/paste the rows/).fill("code,label,takes_contacts\nSTANDBY,Standby,yes\n");
  await button(page, "Try, without changing anything").click();
  await button(page, "Take over").click();
  await page.getByText(/^Taken over/).waitFor();
  await page.reload();
  await expect
    .poll(
      () =>
        page
          .locator("input")
          .evaluateAll((inputs) => inputs.some((one) => "value" in one && one.value === "STANDBY")),
      { timeout: FETCHED_WITHIN_MS },
    )
    .toBe(true);
  expect(await graveFindings(page)).toEqual([]);
  expect(tablet.complaints).toEqual([]);
});

it("a screen is named with a schedule, and its mistakes stand beside their fields", async ({
  openTablet,
}) => {
  const tablet = await openTablet({ tenant: TENANT, path: "setup/screens" });
  const { page } = tablet;
  await page.getByRole("link", { name: "Add a screen" }).click();
  await page.getByLabel("Read from").fill("400");
  await button(page, "Save").click();
  await page.getByRole("alert").getByText("There are 2 mistakes").waitFor();
  await page.getByRole("alert").getByRole("link", { name: /Name/ }).click();
  await page.keyboard.type("Sales");
  await page.getByLabel("Read from").fill("4");
  await button(page, "Add hours").click();
  await page.getByLabel("Board", { exact: true }).nth(1).selectOption({ label: "Queues" });
  expect(await graveFindings(page)).toEqual([]);
  await button(page, "Save").click();
  await tablet.introduce("Maria");
  await page.getByRole("link", { name: /screen=sales/ }).waitFor();
  await page.getByRole("navigation", { name: "Setting up" }).getByRole("link", { name: "Screens" }).click();
  await page.getByText(/55″ at 4 m · one schedule/).waitFor();
  expect(tablet.complaints).toEqual([]);
});

it("goals are explained and set in German, and unsaved ones are not lost by a slip", async ({
  openTablet,
}) => {
  const tablet = await openTablet({ tenant: TENANT, path: "setup/goals" });
  const { page } = tablet;
  await page.getByRole("cell", { name: "77.8%" }).first().waitFor();
  await page.evaluate(() => localStorage.clear());
  await button(page, "Language").click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await page.getByRole("heading", { name: "Ziele", exact: true }).waitFor();
  await page.getByText(/77,8/).first().waitFor();
  await page.getByLabel("Ziel", { exact: true }).fill("85");
  await page.getByRole("link", { name: "Regeln" }).click();
  await button(page, "Hierbleiben").click();
  expect(await page.getByLabel("Ziel", { exact: true }).inputValue()).toBe("85");
  await button(page, "Speichern").click();
  await page.getByLabel("Ihr Name", { exact: true }).fill("Maria");
  await button(page, "Merken").click();
  await page.getByText("Gespeichert.", { exact: true }).waitFor();
  expect(await graveFindings(page)).toEqual([]);
  expect(tablet.complaints).toEqual([]);
});

it("how long things are kept is set, with a mistake beside its field, and the service's status is told in words", async ({
  openTablet,
}) => {
  const tablet = await openTablet({ tenant: TENANT, path: "setup/data" });
  const { page } = tablet;
  const days = page.getByLabel("Alerts and notices");
  await days.fill("4000");
  await button(page, "Save").click();
  await page.getByText("“Alerts and notices” must be a figure from 1 to 400.").first().waitFor();
  await days.fill("90");
  await button(page, "Save").click();
  await tablet.introduce("Maria");
  await page.getByText("Saved.", { exact: true }).first().waitFor();
  await tablet.goTo("setup/data");
  await expect.poll(() => days.inputValue(), { timeout: FETCHED_WITHIN_MS }).toBe("90");
  await page.getByRole("link", { name: "Status", exact: true }).click();
  await page.getByText("All is well: the floor is seen live").waitFor({ timeout: FETCHED_WITHIN_MS });
  await page.getByText("The connection stands.").first().waitFor();
  expect(tablet.complaints).toEqual([]);
});

it.for([
  "shifts",
  "sites",
  "privacy",
  "rules",
  "silences",
  "sinks",
  "general",
  "connection",
  "status",
  "data",
])("the page of %s has nothing serious against it, also on a phone", async (name, { openTablet }) => {
  const tablet = await openTablet({
    tenant: TENANT,
    path: `setup/${name}`,
    size: { width: 390, height: 844 },
  });
  const { page } = tablet;
  await page.locator("#page-title").waitFor();
  await expect.poll(() => page.getByText("Being fetched …").count(), { timeout: FETCHED_WITHIN_MS }).toBe(0);
  expect(await graveFindings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(tablet.complaints).toEqual([]);
});
