/** What can be asked of one tenant: its board, its status, its live socket; and all about its alerts. */
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { type Problem, problem } from "../problem.ts";
import { readTenants } from "../tenants.ts";
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
import { type ApiContext, type ApiEnv, guardWrites, takeSeat } from "./writes.ts";

export const tenantRoutes = new Hono<ApiEnv>()
  .use("/:tenant/*", async (c, next) => {
    const tenant = c.req.param("tenant");
    const { tenants } = readTenants(c.env);
    if (!tenants.has(tenant)) return unknownTenant(c);
    return next();
  })
  .use("/:tenant/*", guardWrites)
  .use("/:tenant/*", takeSeat)
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
    if (!isOwnOrigin(c)) return foreignOrigin(c);
    if (namesOf(c, "short") === null) return wrongNames(c);
    const response = await deskOf(c.env, c.get("seat").tenant).fetch(c.req.raw);
    if (response.status === 404) return problem(c, NO_SUCH_VIEW);
    return response.webSocket === null ? notOpen(c) : response;
  });

/** A page of another site must not open our socket with its visitor's rights. What is not a browser sends no Origin. */
function isOwnOrigin(c: ApiContext): boolean {
  const origin = c.req.header("origin");
  return origin === undefined || origin === new URL(c.req.url).origin;
}

const unknownTenant = (c: ApiContext): Response =>
  problem(c, {
    status: 404,
    title: "Unknown tenant",
    detail: "No tenant of this name is configured here. Check the name in the address, or add the tenant.",
  });

const NO_SUCH_VIEW: Problem = {
  status: 404,
  title: "No such screen or board",
  detail: "It may have been removed. Take one from the setup, or leave it out of the address.",
};

const noUpgrade = (c: ApiContext): Response =>
  problem(c, {
    status: 426,
    title: "Upgrade required",
    detail: "This address is a WebSocket: open it with ws:// or wss://.",
  });

const foreignOrigin = (c: ApiContext): Response =>
  problem(c, { status: 403, title: "Foreign origin", detail: "Open the wall at this server's own address." });
