/** What is known of a screen that is not there (any more). Over HTTP and real sockets, against the objects as they are deployed. */
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import type { TvSession } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import { screenHolder } from "./gate/handoff.ts";
import { openScreen } from "./testing/screen.ts";
import { DEVICE, paired } from "./testing/television.ts";
import { until } from "./testing/tenant.ts";

describe("a screen that is not there", () => {
  it("was seen until its last socket closed, and a restart knows that to the second", async () => {
    const { tenant, supervisor, tv, view } = await paired("orders", "192.0.2.38", "Closes");
    const [one, other] = [await tv.open(), await tv.open()];
    const seenOf = async () => (await supervisor.screens()).find(({ id }) => id === view.id);
    const written = () =>
      runInDurableObject(
        tenant.stub(),
        (_, { storage }) =>
          storage.sql
            .exec<{ at: number | null }>("SELECT seen_at AS at FROM screen WHERE id = ?", view.id)
            .one().at,
      );
    await until(seenOf, (seen) => seen?.lastSeenAt !== null);
    one.socket.close(1000, "");
    await until(
      () => runInDurableObject(tenant.stub(), (_, ctx) => ctx.getWebSockets(screenHolder(view.id)).length),
      (sockets) => sockets === 1,
    );
    // Now and then all are written, also while they are there: what counts is what is written once it is gone.
    expect((await seenOf())?.isOnline).toBe(true);
    other.socket.close(1000, "");
    const last = await until(seenOf, (seen) => seen?.isOnline === false);
    expect(last?.lastSeenAt).not.toBeNull();
    expect(await written()).toBe(last?.lastSeenAt);
    await abortAllDurableObjects();
    expect((await seenOf())?.lastSeenAt).toBe(last?.lastSeenAt);
  });

  it("has its version also when it is not there: the one that it had last, held against the present one", async () => {
    const { supervisor, tv, view } = await paired("orders", "192.0.2.39", "Versions");
    const { build }: TvSession = await (await tv.session()).json();
    const versionOf = async (own: string) => {
      const screen = await openScreen({ live: () => tv.live() }, null, "", { ...DEVICE, build: own });
      const now = async () => (await supervisor.screens()).find(({ id }) => id === view.id);
      const when = (isOnline: boolean) =>
        until(now, (one) => one?.isOnline === isOnline && one.device?.build === own);
      const there = await when(true);
      screen.socket.close(1000, "");
      const gone = await when(false);
      return [there?.isCurrentBuild, gone?.isCurrentBuild, gone?.device?.build];
    };
    expect(build).not.toBe("");
    expect(await versionOf("older")).toEqual([false, false, "older"]);
    expect(await versionOf(build)).toEqual([true, true, build]);
  });
});
