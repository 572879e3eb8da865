/** What can be asked of one tenant: its board, its status, its live socket; and all about its alerts. */
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { seatedUpgrade } from "../gate/handoff.ts";
import { isOwnPage } from "../gate/origin.ts";
import { WRONG_PAGE } from "../gate/refusals.ts";
import { type Problem, problem } from "../problem.ts";
import { alertRoutes } from "./alerts.ts";
import { backtestRoutes } from "./backtest.ts";
import { directoryRoutes } from "./directory.ts";
import { noticeRoutes } from "./notices.ts";
import { pastRoutes } from "./past.ts";
import { ruleRoutes } from "./rules.ts";
import { setupRoutes } from "./setup.ts";
import { silenceRoutes } from "./silences.ts";
import { sinkRoutes } from "./sinks.ts";
import { namesOf, notOpen, wrongNames } from "./tenant-problems.ts";
import { wallRoutes } from "./wall.ts";
import type { ApiContext, ApiEnv } from "./writes.ts";

export const tenantRoutes = new Hono<ApiEnv>()
  .route("/", alertRoutes)
  .route("/", silenceRoutes)
  .route("/", backtestRoutes)
  .route("/", ruleRoutes)
  .route("/", sinkRoutes)
  .route("/", noticeRoutes)
  .route("/", directoryRoutes)
  .route("/", setupRoutes)
  .route("/", wallRoutes)
  .route("/", pastRoutes)
  .get("/:tenant/board", async (c) => {
    const style = namesOf(c, "full");
    if (style === null) return wrongNames(c);
    const board = await deskOf(c.env, c.get("seat").tenant).board(style);
    return board === null ? notOpen(c) : c.json(board);
  })
  .get("/:tenant/status", async (c) => {
    const status = await deskOf(c.env, c.get("seat").tenant).status();
    return status === null ? notOpen(c) : c.json(status);
  })
  .get("/:tenant/live", async (c) => {
    if (c.req.header("upgrade")?.toLowerCase() !== "websocket") return noUpgrade(c);
    if (!isOwnPage(c.req.raw)) return problem(c, WRONG_PAGE);
    if (namesOf(c, "short") === null) return wrongNames(c);
    const seat = c.get("seat");
    const response = await deskOf(c.env, seat.tenant).fetch(seatedUpgrade(c.req.raw, seat));
    if (response.status === 404) return problem(c, NO_SUCH_VIEW);
    if (response.status === 429) return problem(c, TOO_MANY_VIEWS);
    return response.webSocket === null ? notOpen(c) : response;
  });

const NO_SUCH_VIEW: Problem = {
  status: 404,
  title: "No such screen or board",
  detail: "It may have been removed. Take one from the setup, or leave it out of the address.",
};

const TOO_MANY_VIEWS: Problem = {
  status: 429,
  title: "Too many live views",
  detail: "You have this floor open too often at once. Close some of its windows.",
};

const noUpgrade = (c: ApiContext): Response =>
  problem(c, {
    status: 426,
    title: "Upgrade required",
    detail: "This address is a WebSocket: open it with ws:// or wss://.",
  });
