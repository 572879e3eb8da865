/** The connection check: with what is stored of a tenant, and with what somebody has typed. Stores nothing. */
import { exports } from "cloudflare:workers";
import { tenantInput } from "@callboard/tenancy";
import { Hono } from "hono";
import type { Checked } from "../check/connection-check.ts";
import { consoleJournal } from "../ports/ports.ts";
import { type Problem, problem } from "../problem.ts";
import { type ApiContext, type ApiEnv, contentOf } from "./writes.ts";

export const checkRoutes = new Hono<ApiEnv>()
  .post("/tenants/:tenant/check", async (c) =>
    answerChecked(c, await exports.ConnectionCheck.checkTenant(c.get("seat").tenant).catch(() => FAILED)),
  )
  .post("/checks", async (c) => {
    const read = tenantInput.safeParse(contentOf(c));
    if (!read.success) {
      // Paths and reasons: a value may be the secret.
      const complaints = read.error.issues.map(
        ({ path, message }) => `\`${path.join(".") || "value"}\`: ${message}`,
      );
      return problem(c, { ...NO_CONNECTION, detail: complaints.join("; "), complaints });
    }
    const { region, label, clientId, clientSecret } = read.data;
    const here = c.env.CALLBOARD_REGION ?? "";
    if (here !== "" && region !== here) return problem(c, otherRegion(region, here));
    if (clientSecret === undefined) return problem(c, NO_SECRET_SENT);
    const typed = { region, label, clientId, clientSecret };
    return answerChecked(c, await exports.ConnectionCheck.checkConnection(typed).catch(() => FAILED));
  });

const FAILED: Checked = { kind: "failed" };

function answerChecked(c: ApiContext, checked: Checked): Response {
  consoleJournal().note("connection checked", { came: checked.kind });
  switch (checked.kind) {
    case "report":
      return c.json(checked.report);
    case "refused":
      return problem(c, REFUSALS[checked.why]);
    case "failed":
      return problem(c, NOT_CHECKED);
    default:
      return checked satisfies never;
  }
}

const REFUSALS: Record<Extract<Checked, { kind: "refused" }>["why"], Problem> = {
  running: {
    status: 409,
    title: "A check is running",
    detail: "This connection is being checked already. Wait for it to end; it takes two minutes at most.",
  },
  tooMany: {
    status: 503,
    title: "Too many checks",
    detail: "Many connections are being checked just now. Try again in a minute.",
  },
  noTenant: {
    status: 404,
    title: "Unknown tenant",
    detail: "There is no such tenant, or you have no role there.",
  },
  noSecret: {
    status: 409,
    title: "The secret cannot be opened",
    detail:
      "The key that the client secret is sealed with is not here any more. Enter the secret again, or have the key put back into CALLBOARD_KEYS.",
  },
  badHost: {
    status: 400,
    title: "No such host",
    detail: "The tenant label makes no address. It is one DNS label, such as the acme of acme.nicecxone.com.",
  },
};

const NOT_CHECKED: Problem = {
  status: 503,
  title: "Not checked",
  detail: "The check broke off on our side. Try again; the log has the cause.",
};
const NO_CONNECTION: Problem = { status: 400, title: "This is no connection yet", detail: "" };
const NO_SECRET_SENT: Problem = {
  status: 400,
  title: "This is no connection yet",
  detail: "`clientSecret` is missing: it is checked before it is stored.",
};
const otherRegion = (region: string, here: string): Problem => ({
  status: 400,
  title: "Another region",
  detail: `This deployment serves "${here}". A tenant of "${region}" is checked and added in the deployment of its own region.`,
});
