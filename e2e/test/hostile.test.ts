import { expect } from "vitest";
import { it } from "../src/harness.ts";

/** What a name could bring into the page if it were read as HTML. */
const FOREIGN = "#app :is(img, script, iframe, object, embed, link, style, a, form, input, video, audio)";

it("names that are HTML, scripts or templates stay text, and nothing of them runs", async ({
  openWall,
  upstream,
}) => {
  const centre = upstream("hostile");
  const { agents } = await centre.truth();
  const hostile = [...new Set(agents.map(({ name }) => name))].filter((name) => /[<{]|__proto__/.test(name));
  expect(hostile.length).toBeGreaterThan(2);
  for (const { user_id, name } of agents) {
    if (hostile.includes(name)) await centre.forceState(user_id, "NOT_READY", "LUNCH");
  }
  const wall = await openWall({ tenant: "hostile", names: "full", metres: 1 });
  await wall.liveBadge.waitFor();

  for (const name of hostile) {
    const shown = name
      .replace(/[\u2028-\u202e\u2060-\u2069]/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    await wall.page
      .locator("[data-kind=agentCards] .card .name")
      .getByText(shown, { exact: true })
      .first()
      .waitFor();
  }
  await wall.page
    .getByRole("heading", { name: "<img src=x onerror=\"alert('site')\">", exact: true })
    .waitFor();
  expect(await wall.page.locator(FOREIGN).count()).toBe(0);
  expect(await wall.page.title()).toBe("Callboard");
  expect(wall.complaints).toEqual([]);
});
