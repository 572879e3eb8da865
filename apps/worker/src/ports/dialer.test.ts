import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import { readToken, Secret, streamRequest, tokenRequest } from "@callboard/cxone";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tenantOf, until } from "../testing/tenant.ts";
import { sendAll } from "../upstream/send.ts";
import { StreamDialer } from "./dialer.ts";
import { Tenure } from "./tenure.ts";

const tenant = tenantOf("hangs");

/** One dial against a simulator that takes it and never answers. */
async function hangingDial() {
  const origins = { login: env.SIMULATOR_URL, api: env.SIMULATOR_URL };
  const credentials = { clientId: "hangs", clientSecret: new Secret("hangs-secret") };
  const [answer] = await sendAll(origins, [tokenRequest(credentials)], 1);
  const read = answer === undefined ? null : readToken(answer);
  if (read?.kind !== "ok") throw new Error("the simulator gave no token");
  await tenant.fault({ fault: "hang", where: "handshake" });
  const { hung = 0, hungUpOn = 0 } = await tenant.simulated();
  const told: string[] = [];
  const socket = new StreamDialer(origins, new Tenure()).dial(streamRequest(read.token), {
    opened: () => told.push("opened"),
    failed: ({ kind }) => told.push(kind),
    message: () => told.push("message"),
    closed: () => told.push("closed"),
  });
  await until(tenant.simulated, (counted) => counted.hung === hung + 1);
  return {
    ...{ told, socket },
    isHungUp: () => until(tenant.simulated, (counted) => counted.hungUpOn === hungUpOn + 1),
  };
}

describe("a dial whose answer never comes", () => {
  afterEach(async () => {
    vi.useRealTimers();
    await tenant.calm();
  });

  it("is a timeout in the end, and its question is not left waiting", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const dial = await hangingDial();
    vi.advanceTimersByTime(BOUNDS.dialTimeoutMs);
    await dial.isHungUp();
    expect(dial.told).toEqual(["timeout"]);
  });

  it("takes its question back when it is hung up, and says nothing more", async () => {
    const dial = await hangingDial();
    dial.socket.close();
    await dial.isHungUp();
    expect(dial.told).toEqual([]);
  });
});
