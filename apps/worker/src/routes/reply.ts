/** What the alert desk answered, as HTTP: what was asked for, or a problem with the desk's own sentence. */
import type { Reply } from "@callboard/alert-desk";
import { faultFacts } from "@callboard/shell";
import { routePath } from "hono/route";
import type { AlertDesk } from "../alert-desk.ts";
import { alertDeskOf } from "../desks.ts";
import { consoleJournal } from "../ports/ports.ts";
import { type Problem, problem } from "../problem.ts";
import { notOpenAs } from "./tenant-problems.ts";
import type { ApiContext } from "./writes.ts";

/** One call to a tenant's alert desk. An object that restarts in the middle of a call is as good as not open. */
export async function ask<Value>(
  c: ApiContext,
  call: (desk: DurableObjectStub<AlertDesk>) => Promise<Value | null>,
): Promise<Value | null> {
  const { tenant } = c.get("seat");
  try {
    return await call(alertDeskOf(c.env, tenant));
  } catch (error) {
    const facts = { tenant, path: routePath(c, -1), ...faultFacts(error) };
    consoleJournal().note("alert desk not reached", facts);
    return null;
  }
}

/** Asks and answers. */
export async function answer<Value>(
  c: ApiContext,
  call: (desk: DurableObjectStub<AlertDesk>) => Promise<Reply<Value> | null>,
): Promise<Response> {
  return answerWith(c, await ask(c, call));
}

export function answerWith<Value>(c: ApiContext, reply: Reply<Value> | null): Response | Promise<Response> {
  if (reply === null) return notOpen(c);
  return reply.kind === "done" ? c.json(reply.value) : problem(c, reply);
}

export const notOpen = (c: ApiContext): Promise<Response> => notOpenAs(c, NOT_OPEN);

const NOT_OPEN: Problem = {
  status: 503,
  title: "Alert desk not open",
  detail: "This tenant's alert desk could not be asked. Ask again in a moment; the log has the cause.",
};
