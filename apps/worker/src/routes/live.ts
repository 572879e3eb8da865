/** A live socket's upgrade, of people and of paired screens alike: what is asked of the request, and what its desk answers. */
import { isOwnPage } from "../gate/origin.ts";
import { NOT_PAIRED, WRONG_PAGE } from "../gate/refusals.ts";
import { type Problem, problem } from "../problem.ts";
import { openLive } from "../relays/live.ts";
import { notOpen } from "./tenant-problems.ts";
import type { ApiContext } from "./writes.ts";

/** 101 with the socket, or why there is none. */
export async function answerLive(c: ApiContext): Promise<Response> {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket") return problem(c, NO_UPGRADE);
  if (!isOwnPage(c.req.raw)) return problem(c, WRONG_PAGE);
  const response = await openLive(c.env, c.get("seat"), c.req.raw);
  if (response.webSocket !== null) return response;
  const refusal = REFUSALS.get(response.status);
  return refusal === undefined ? notOpen(c) : problem(c, refusal);
}

const REFUSALS: ReadonlyMap<number, Problem> = new Map<number, Problem>([
  [401, NOT_PAIRED],
  [
    404,
    {
      status: 404,
      title: "No such screen or board",
      detail: "It may have been removed. Take one from the setup, or leave it out of the address.",
    },
  ],
  [
    429,
    {
      status: 429,
      title: "Too many live views",
      detail: "You have this floor open too often at once. Close some of its windows.",
    },
  ],
]);

const NO_UPGRADE: Problem = {
  status: 426,
  title: "Upgrade required",
  detail: "This address is a WebSocket: open it with ws:// or wss://.",
};
