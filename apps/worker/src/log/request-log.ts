/**
 * Gives each request of the API an id, which is answered as `x-request-id` and stands in every line that the request causes, and writes a
 * line of each that changes something or fails. It must never log an address, a body, a header or who asked.
 */
import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "../gate/api-env.ts";
import { consoleJournal } from "../ports/ports.ts";
import { during } from "./request.ts";

const SAFE_METHODS = new Set(["GET", "HEAD"]);
const FAILURE_FROM = 400;
/** As Cloudflare writes a ray: what else stands there is not its. */
const RAY = /^[0-9a-f]{16}(-[A-Z]{3})?$/;

export const requestLog: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const ray = c.req.header("cf-ray") ?? "";
  const request = RAY.test(ray) ? ray : crypto.randomUUID();
  const began = Date.now();
  await during(request, async () => {
    await next();
    const { status } = c.res;
    // A socket's answer has headers that cannot be changed.
    if (status !== 101) c.header("x-request-id", request);
    if (SAFE_METHODS.has(c.req.method) && status < FAILURE_FROM) return;
    // Only what the gate has let in says which operation and whose tenant it is.
    const tenant: string | null = c.get("seat")?.tenant ?? null;
    const operation: string | null = c.get("operation")?.id ?? null;
    consoleJournal().note("request", { operation, tenant, status, ms: Date.now() - began });
  });
};
