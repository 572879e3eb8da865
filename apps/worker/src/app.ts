/** The HTTP face: which routes there are, and what every answer has in common. */
import { faultFacts } from "@callboard/shell";
import { Hono } from "hono";
import { routePath } from "hono/route";
import type { ApiEnv } from "./gate/api-env.ts";
import { gate } from "./gate/gate.ts";
import { safeHeaders, wallPage } from "./gate/pages.ts";
import { requestFacts } from "./log/request.ts";
import { requestLog } from "./log/request-log.ts";
import { problem } from "./problem.ts";
import { checkRoutes } from "./routes/checks.ts";
import { health } from "./routes/health.ts";
import { keyRoutes } from "./routes/keys.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { sessionRoutes } from "./routes/session.ts";
import { tenantRoutes } from "./routes/tenant.ts";
import { tenantRecordRoutes } from "./routes/tenants.ts";
import { tvRoutes } from "./routes/tv.ts";

export const app = new Hono<ApiEnv>();

app.use("*", safeHeaders);
// Every address of the supervisor's app is the one page, which reads it; it may hold ids, and must never be a 404 to a notice's link.
app.get("/floor/*", (c) => c.env.ASSETS.fetch(new Request(new URL("/floor", c.req.url), c.req.raw)));
// A paired television's wall is the wall, which sees by this address that it is one; `/tv`, where it is paired, is a page of its own.
app.get("/screen", wallPage);
app.get("/", wallPage);
// What the QR code on a television says.
app.get("/pair", (c) => c.redirect(`/floor/?${new URLSearchParams({ pair: c.req.query("code") ?? "" })}`));
app.use("/api/*", requestLog);
app.use("/api/*", gate);
app.route("/api", health);
app.route("/api", openApiRoutes);
app.route("/api", metricsRoutes);
app.route("/api", sessionRoutes);
app.route("/api", tenantRecordRoutes);
app.route("/api", checkRoutes);
app.route("/api", keyRoutes);
app.route("/api/tenants", tenantRoutes);
app.route("/api/tv", tvRoutes);

app.notFound((c) => {
  if (!c.req.path.startsWith("/api/")) return c.env.ASSETS.fetch(c.req.raw);
  return problem(c, {
    status: 404,
    title: "Not found",
    detail: "There is no such address. GET /api/openapi.json has all that there are.",
  });
});

app.onError((error, c) => {
  // The route's pattern: an address holds ids that came from outside.
  const facts = { path: routePath(c, -1), ...requestFacts(), ...faultFacts(error) };
  console.error(JSON.stringify({ event: "request failed", ...facts }));
  return problem(c, {
    status: 500,
    title: "Internal error",
    detail: "The request failed on our side. Try again; the log has the cause.",
  });
});
