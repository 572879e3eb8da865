import { BOUNDS } from "@callboard/core";
import { describe, expect } from "vitest";
import { it } from "../src/harness.ts";
import { untilTrue } from "../src/truth.ts";
import { colourfulness } from "../src/wall/look.ts";

/** Until the wall must have said it: the bound, the beat that carries it, and room for a busy machine. */
const STALE_WITHIN_MS = BOUNDS.staleAfterMs + BOUNDS.beatEveryMs + 3_000;
const RECOVERS_WITHIN_MS = 45_000;
/** A person sees at a glance that the colour is gone when this much of it is. */
const COLOUR_LEFT = 0.2;

describe.concurrent("the feed fails", () => {
  it.for([
    ["partitioned", "the network is cut for a while"],
    ["silent", "the stream hangs half-open and is cut in the end"],
  ] as const)(
    "%s: %s; the wall says so in time, looks old, and recovers by itself",
    async ([tenant], { openWall, upstream }) => {
      const centre = upstream(tenant);
      const wall = await openWall({ tenant, metres: 2 });
      await wall.liveBadge.waitFor();
      const band = wall.page.locator("[data-kind=agentStates]");
      const fresh = await colourfulness(band);

      await centre.fault(tenant === "silent" ? { fault: "silence" } : { fault: "partition", seconds: 8 });
      await wall.oldSentence.waitFor({ timeout: STALE_WITHIN_MS });
      expect(await wall.oldSentence.textContent()).toMatch(/CXone.* \d+ s/);
      expect(await wall.liveBadge.count()).toBe(0);
      const old = await colourfulness(band);
      expect(old).toBeLessThan(fresh * COLOUR_LEFT);

      // A half-open socket does not come to life again: at last the network notices, and cuts it.
      if (tenant === "silent") await centre.fault({ fault: "calm" }, { fault: "drop" });
      await wall.liveBadge.waitFor({ timeout: RECOVERS_WITHIN_MS });
      expect(await wall.oldSentence.count()).toBe(0);
      await untilTrue(wall, centre);
      expect(wall.complaints).toEqual([]);
    },
  );

  it("a registration without users:read: advice, and never a board of zero agents", async ({ openWall }) => {
    const wall = await openWall({ tenant: "scopeless" });
    await wall.notice.getByText("users:read").waitFor();
    expect(await wall.notice.getByRole("heading").textContent()).toContain("cannot see this site’s agents");
    expect(await wall.counts()).toBeNull();
    expect(await wall.figures.count()).toBe(0);
    expect(wall.complaints).toEqual([]);
  });

  it("users:read is taken away later: the last floor stays, old and with advice", async ({
    openWall,
    upstream,
  }) => {
    const centre = upstream("blinded");
    const wall = await openWall({ tenant: "blinded", metres: 2 });
    await wall.liveBadge.waitFor();
    const before = await wall.page.locator("[data-kind=agentCards] .card").count();
    expect(before).toBeGreaterThan(0);

    await centre.fault({ fault: "empty-arrays", where: "both" }, { fault: "revoke" }, { fault: "drop" });
    await wall.advice.getByText("users:read").waitFor({ timeout: STALE_WITHIN_MS });
    await wall.oldSentence.waitFor();
    expect(await wall.page.locator("[data-kind=agentCards] .card").count()).toBeGreaterThan(0);
    expect((await wall.counts())?.signedOut).toBeLessThan((await centre.truth()).agents.length);
    expect(wall.complaints).toEqual([]);
  });

  it("an unknown tenant: a clear screen", async ({ openWall }) => {
    const wall = await openWall({ tenant: "nobody-knows" });
    await wall.notice.getByText("There is no tenant “nobody-knows”").waitFor();
    await wall.notice.getByText("Correct the word after “tenant=”").waitFor();
    expect(await wall.figures.count()).toBe(0);
  });
});
