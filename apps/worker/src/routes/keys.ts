/** The keys that secrets are sealed with: which are in use, and everything sealed with the newest. Never a key. */
import { keysOrder } from "@callboard/tenancy";
import { Hono } from "hono";
import { byOf } from "../gate/person.ts";
import { keysInUse, rotateKeys } from "../keys/seals.ts";
import { type Problem, problem } from "../problem.ts";
import { type ApiEnv, contentOf, queryOf } from "./writes.ts";

export const keyRoutes = new Hono<ApiEnv>()
  .get("/keys", async (c) => {
    const read = keysOrder.safeParse(queryOf(c));
    if (!read.success) return problem(c, WRONG_PLACE);
    const view = await keysInUse(c.env, read.data.after).catch(() => null);
    return view === null ? problem(c, REFUSALS.noRegistry) : c.json(view);
  })
  .post("/keys/rotate", async (c) => {
    const read = keysOrder.safeParse(contentOf(c));
    if (!read.success) return problem(c, WRONG_PLACE);
    const by = byOf(c.get("session").person);
    const rotation = await rotateKeys(c.env, by, read.data.after).catch(() => BROKEN_OFF);
    return rotation.kind === "rotated" ? c.json(rotation.rotated) : problem(c, REFUSALS[rotation.why]);
  });

const BROKEN_OFF = { kind: "refused", why: "noRegistry" } as const;

const WRONG_PLACE: Problem = {
  status: 400,
  title: "Bad request",
  detail: "`after` is the `next` of the answer before, or left out.",
};

const REFUSALS: Record<"noKey" | "noRegistry", Problem> = {
  noKey: {
    status: 409,
    title: "There is no key",
    detail: "CALLBOARD_KEYS has no key that can be used; GET /api/keys says what is wrong with it.",
  },
  noRegistry: {
    status: 503,
    title: "The registry does not answer",
    detail: "Ask again in a moment; what was done already is not done twice. The log has the cause.",
  },
};
