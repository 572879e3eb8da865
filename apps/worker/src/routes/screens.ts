/** What supervisors do about screens: see how they do, pair televisions, order them about, and take their credentials away. */
import type { Reply } from "@callboard/shell";
import { pairInput, type ScreenView, screenBoard, screenOrder } from "@callboard/tenancy";
import { Hono } from "hono";
import { deskOf, pairingDeskOf } from "../desks.ts";
import { type Problem, problem } from "../problem.ts";
import { digestOf } from "../screens/digest.ts";
import type { TenantDesk } from "../tenant-desk.ts";
import { answerWith } from "./reply.ts";
import { notOpen } from "./tenant-problems.ts";
import { busy } from "./tv-problems.ts";
import { type ApiContext, type ApiEnv, contentOf, personOf } from "./writes.ts";

type Stub = DurableObjectStub<TenantDesk>;

export const screenRoutes = new Hono<ApiEnv>()
  .get("/:tenant/screens", async (c) => {
    const screens = await stubOf(c).screens();
    return screens === null ? notOpen(c) : c.json(screens);
  })
  .post("/:tenant/screens/pair", pair)
  .post("/:tenant/screens/:id/orders", (c) => {
    const asked = screenOrder.safeParse(contentOf(c));
    if (!asked.success) return problem(c, NO_ORDER);
    return replied(c, (desk) => desk.orderScreen(personOf(c), c.req.param("id"), asked.data.order));
  })
  .post("/:tenant/screens/:id/board", (c) => {
    const asked = screenBoard.safeParse(contentOf(c));
    if (!asked.success) return problem(c, NO_BOARD);
    return replied(c, (desk) => desk.reassignScreen(personOf(c), c.req.param("id"), asked.data.board));
  })
  .post("/:tenant/screens/:id/revoke", (c) =>
    replied(c, (desk) => desk.revokeScreen(personOf(c), c.req.param("id"))),
  );

const stubOf = (c: ApiContext): Stub => deskOf(c.env, c.get("seat").tenant);

async function replied(
  c: ApiContext,
  call: (desk: Stub) => Promise<Reply<ScreenView> | null>,
): Promise<Response> {
  const reply = await call(stubOf(c));
  return reply === null ? notOpen(c) : answerWith(c, reply);
}

/**
 * The code is held while the tenant's desk makes the screen, and let go where none came of it. Where this breaks off in between, the
 * hold ends by itself, and the same code leads to the same screen.
 */
async function pair(c: ApiContext): Promise<Response> {
  const asked = pairInput.safeParse(contentOf(c));
  if (!asked.success) return problem(c, NO_PAIRING);
  const { tenant } = c.get("seat");
  const codes = pairingDeskOf(c.env);
  const held = await codes.confirm({ code: asked.data.code, tenant, person: personOf(c) });
  if (held.kind === "malformed") return problem(c, NO_CODE);
  if (held.kind === "unknown") return problem(c, UNKNOWN_CODE);
  if (held.kind === "tooMany") return busy(c, held.retryAt, TOO_MANY_GUESSES);
  const reply = await stubOf(c).pairScreen(personOf(c), asked.data.screen, digestOf(held.jti));
  if (reply === null || reply.kind === "refused") {
    await codes.release(held.id, tenant);
    return reply === null ? notOpen(c) : answerWith(c, reply);
  }
  if (await codes.settle(held.id, tenant, reply.value.id)) return c.json(reply.value);
  await stubOf(c).revokeScreen(personOf(c), reply.value.id);
  return problem(c, UNKNOWN_CODE);
}

const NO_ORDER: Problem = {
  status: 400,
  title: "Bad request",
  detail: 'A screen can be asked to {"order": "identify"} or to {"order": "reload"}.',
};
const NO_BOARD: Problem = {
  status: 400,
  title: "Bad request",
  detail: 'Name the board by its id: {"board": "floor"}.',
};
const NO_PAIRING: Problem = {
  status: 400,
  title: "Bad request",
  detail:
    'Send {"code": "K7MW-4XQ2", "screen": {"name": "Hall", "board": "floor"}}, or {"id": "hall"} for the screen that the television takes the place of.',
};
const NO_CODE: Problem = {
  status: 400,
  title: "This is no code",
  detail: "A code has eight letters and digits, such as K7MW-4XQ2. Read it again from the television.",
};
const UNKNOWN_CODE: Problem = {
  status: 404,
  title: "No such code",
  detail:
    "No television shows this code: it may have ended, or somebody has confirmed it. Read it again from the television.",
};
const TOO_MANY_GUESSES: Problem = {
  status: 429,
  title: "Too many wrong codes",
  detail: "Wait a little, and read the code again from the television.",
};
