/** What can be asked of one tenant: its board, its status, its live socket; and all about its alerts. */
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { alertRoutes } from "./alerts.ts";
import { backtestRoutes } from "./backtest.ts";
import { backupRoutes } from "./backup.ts";
import { dataRoutes } from "./data.ts";
import { directoryRoutes } from "./directory.ts";
import { answerLive } from "./live.ts";
import { noticeRoutes } from "./notices.ts";
import { pastRoutes } from "./past.ts";
import { ruleRoutes } from "./rules.ts";
import { screenRoutes } from "./screens.ts";
import { setupRoutes } from "./setup.ts";
import { silenceRoutes } from "./silences.ts";
import { sinkRoutes } from "./sinks.ts";
import { namesOf, notOpen, wrongNames } from "./tenant-problems.ts";
import { wallRoutes } from "./wall.ts";
import type { ApiEnv } from "./writes.ts";

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
  .route("/", screenRoutes)
  .route("/", pastRoutes)
  .route("/", dataRoutes)
  .route("/", backupRoutes)
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
  .get("/:tenant/live", (c) => (namesOf(c, "short") === null ? wrongNames(c) : answerLive(c)));
