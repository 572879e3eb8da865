/** Who and what there is on a tenant's floor: the directory for filters and pickers, and one agent whole. */
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { problem } from "../problem.ts";
import { namesOf, notOpen, wrongNames } from "./tenant-problems.ts";
import type { ApiContext, ApiEnv } from "./writes.ts";

export const directoryRoutes = new Hono<ApiEnv>()
  .get("/:tenant/directory", async (c) => {
    const answer = await deskOf(c.env, c.get("seat").tenant).directory();
    return answer?.kind === "answered" ? c.json(answer.value) : notOpen(c);
  })
  .get("/:tenant/agents/:id", async (c) => {
    const style = namesOf(c, "full");
    if (style === null) return wrongNames(c);
    const answer = await deskOf(c.env, c.get("seat").tenant).agentFacts(c.req.param("id"), style);
    if (answer?.kind !== "answered") return notOpen(c);
    return answer.value === null ? unknownAgent(c) : c.json(answer.value);
  });

const unknownAgent = (c: ApiContext): Response =>
  problem(c, {
    status: 404,
    title: "Unknown agent",
    detail:
      "Nobody of this id is on the floor. Take an id from the board or the directory; who left is no longer there.",
  });
