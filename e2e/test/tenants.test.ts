import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { graveFindings } from "../src/axe.ts";
import { it } from "../src/harness.ts";
import { watchPage } from "../src/wall/watch.ts";

/** The check's steps end with the first event, which a calm floor may keep waiting for 15 s. */
const CHECKED_WITHIN_MS = 60_000;
/** A tenant's objects start, sign in and ask for the floor. */
const LIVE_WITHIN_MS = 60_000;
/** A wall that was turned away asks again about once a minute. */
const BACK_WITHIN_MS = 120_000;
const TENANT = "added";
const NAME = "Added centre";

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, ...(typeof name === "string" ? { exact: true } : {}) });
const step = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

it("an owner adds a tenant with a check of its connection, sees it live, changes, pauses, resumes and removes it", async ({
  browser,
  openWall,
}) => {
  const origin = inject("addresses").wall;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
  const page = await context.newPage();
  const complaints = watchPage(page, origin);
  await page.goto(`${origin}/floor/`);
  await page.getByRole("heading", { name: "Your tenants" }).waitFor();
  await page.getByRole("link", { name: "Tenants of this deployment" }).click();
  await page.getByRole("heading", { name: "Tenants", exact: true }).waitFor();
  await page.getByRole("link", { name: "Add a tenant" }).click();

  // What is missing is told beside the fields before anybody is asked.
  await page.getByLabel("Name", { exact: true }).fill(NAME);
  await button(page, "Save").click();
  await page.getByText("“Client ID” must not be empty.").first().waitFor();
  expect(await graveFindings(page)).toEqual([]);
  await page.getByLabel("Short name in addresses").fill(TENANT);
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByLabel("Tenant label at CXone").fill("Acme");
  await page.getByText("Reached at https://acme.nicecxone.com").waitFor();
  await page.getByLabel("Client ID").fill(TENANT);

  // Checked before anything is stored: a wrong secret first, then the right one.
  await page.getByLabel("Client secret").fill("wrong");
  await button(page, "Check now").click();
  await step(page, "Sign-in").getByText("to be mended").waitFor({ timeout: CHECKED_WITHIN_MS });
  await step(page, "Live stream").getByText("not tried").waitFor();
  await page.getByLabel("Client secret").fill(`${TENANT}-secret`);
  await button(page, "Check now").click();
  await page.getByText(/All in order/).waitFor({ timeout: CHECKED_WITHIN_MS });
  await step(page, "Live stream").getByText("in order").waitFor();
  expect(await graveFindings(page)).toEqual([]);
  const unknown = await fetch(`${origin}/api/tenants/${TENANT}`);
  expect(unknown.status).toBe(404);

  await button(page, "Add people").click();
  await page.getByLabel("Who", { exact: true }).fill("acme-supervisors");
  await button(page, "Save").click();
  await page.getByLabel("Your name").fill("Ada");
  await button(page, "Keep").click();
  await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
  await page.getByText("Live", { exact: true }).waitFor({ timeout: LIVE_WITHIN_MS });
  expect(await page.getByLabel("Client secret").inputValue()).toBe("");

  const wall = await openWall({ tenant: TENANT });
  await wall.page.getByText("Live").first().waitFor({ timeout: LIVE_WITHIN_MS });

  await page.getByLabel("Name", { exact: true }).fill(`${NAME} East`);
  await button(page, "Save").click();
  await page.getByText("Saved.", { exact: true }).first().waitFor();
  await page.getByRole("heading", { level: 1, name: `${NAME} East` }).waitFor();

  await button(page, "Pause").click();
  await button(page, "Yes, walls stop now").click();
  await page.getByText("Paused. Walls say so within seconds.").waitFor();
  await wall.page
    .getByText(/paused/i)
    .first()
    .waitFor();
  await button(page, "Resume").click();
  await page.getByText("Resumed. The floor is on its way.").waitFor();
  await page.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
  await page.getByText("Live", { exact: true }).waitFor({ timeout: LIVE_WITHIN_MS });
  await wall.page.getByText("Live").first().waitFor({ timeout: BACK_WITHIN_MS });

  await button(page, "Remove …").click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("button", { name: "Delete all of it" }).isDisabled()).toBe(true);
  await dialog.getByLabel(`Type ${TENANT} to confirm`).fill(TENANT);
  await dialog.getByRole("button", { name: "Delete all of it" }).click();
  await page.getByRole("heading", { name: "Tenants", exact: true }).waitFor();
  await page.getByRole("link", { name: "Log", exact: true }).click();
  for (const deed of ["added", "changed", "paused", "resumed", "removed"])
    await page
      .getByRole("listitem")
      .filter({ hasText: TENANT })
      .getByText(deed, { exact: true })
      .first()
      .waitFor();
  expect((await fetch(`${origin}/api/tenants/${TENANT}`)).status).toBe(404);
  const expected = complaints.filter((one) => !one.includes("Failed to load resource"));
  expect(expected).toEqual([]);
  await context.close();
}, 300_000);

it("somebody whose role is too low is offered nothing that they would be refused, and is told what a page needs", async ({
  browser,
}) => {
  const origin = inject("addresses").wall;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en" });
  const page = await context.newPage();
  const session = {
    person: { id: "p1", name: "Jonas", email: "jonas@example.com" },
    ...{ isLocal: false, isOwner: false, expiresAt: null, region: "eu" },
    tenants: [{ id: "setup", name: "Centre setup", role: "supervisor", state: "active" }],
  };
  let status = 200;
  await page.route("**/api/session", (route) => route.fulfill({ status, json: session }));
  await page.goto(`${origin}/floor/`);
  // There is one place to be, and so that is where one is.
  await page.waitForURL(/\/floor\/setup\/alerts$/);
  await page.goto(`${origin}/floor/setup/setup`);
  await page.getByRole("heading", { name: "Screens", exact: true }).waitFor();
  const places = page.getByRole("navigation", { name: "Setting up" }).getByRole("link");
  expect(await places.allTextContents()).toEqual(["Screens", "Rules", "Silences", "Where notices go"]);
  await page.goto(`${origin}/floor/setup/setup/goals`);
  await page.getByText("This needs the role Administrator at this tenant.").waitFor();
  await page.goto(`${origin}/floor/-/tenants`);
  await page.getByText("This is for the owners of this deployment.").waitFor();

  await page.goto(`${origin}/floor/setup/alerts`);
  await button(page, "Signed in as Jonas").click();
  const out = page.getByRole("menuitem", { name: "Sign out" });
  expect(await out.getAttribute("href")).toBe("/cdn-cgi/access/logout");
  status = 401;
  await page.goto(`${origin}/floor/-/`);
  await page.getByRole("heading", { name: "You are signed out" }).waitFor();
  expect(await graveFindings(page)).toEqual([]);
  status = 200;
  await button(page, "Sign in").click();
  await page.getByRole("heading", { name: "Your tenants" }).waitFor();
  await context.close();
});
