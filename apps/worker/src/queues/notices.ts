/**
 * Notices on their way out: claimed at the alert desk, delivered, settled there. One that takes long is left to go on
 * behind, and its message comes again after the longest time that it may take: then it is settled, and nothing is sent
 * twice. So a sink that hangs holds up no other (SPEC O).
 */
import type { Claim, Settled } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import { deliver } from "../delivery/deliver.ts";
import { alertDeskOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { vouched } from "../gate/whose.ts";
import { consoleJournal } from "../ports/ports.ts";
import { digestOf } from "../screens/digest.ts";
import { isTaken, type NoticeMessage, readNoticeMessage, retryIn } from "./messages.ts";

type NoticeBatch = Pick<MessageBatch, "messages" | "queue">;

/** By the time the message comes again the delivery has ended, one way or the other. */
const BEHIND: Settled = { kind: "retry", delayMs: BOUNDS.noticeTimeoutMs + 2 * BOUNDS.noticePatienceMs };
const UNREACHED: Settled = { kind: "retry", delayMs: BOUNDS.noticeBackoffBaseMs };
const MARK_CHARS = 12;
const LATER: Claim = { kind: "later", ms: BOUNDS.noticeBackoffBaseMs };

export async function consumeNotices(batch: NoticeBatch, env: Env, ctx: ExecutionContext): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const notice = knownNotice(message.body);
      const verdict: Settled = notice === null ? { kind: "ack" } : await handle(notice, env, ctx);
      if (verdict.kind === "ack") message.ack();
      else message.retry(retryIn(verdict.delayMs));
    }),
  );
}

/** What came to the dead letters is buried: shown to people, who may send it again. */
export async function consumeDeadNotices(batch: NoticeBatch, env: Env): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const notice = knownNotice(message.body);
      if (notice === null) return message.ack();
      const desk = alertDeskOf(env, vouched(notice.tenant, "message"));
      if (await isTaken(() => desk.bury(notice.noticeId, "It was handed out too often."))) message.ack();
      else message.retry(retryIn(BOUNDS.noticeBackoffMaxMs));
    }),
  );
}

function knownNotice(body: unknown): NoticeMessage | null {
  const notice = readNoticeMessage(body);
  if (notice !== null) return notice;
  consoleJournal().note("notice of no tenant", {});
  return null;
}

async function handle(notice: NoticeMessage, env: Env, ctx: ExecutionContext): Promise<Settled> {
  const claim = await claimed(notice, env);
  switch (claim.kind) {
    case "settled":
      return { kind: "ack" };
    case "later":
      return { kind: "retry", delayMs: claim.ms };
    case "send": {
      const delivery = deliverAndSettle(notice, claim, env);
      if (claim.isSlow) return goOnBehind(delivery, ctx);
      const patience = scheduler.wait(BOUNDS.noticePatienceMs).then(() => null);
      return (await Promise.race([delivery, patience])) ?? goOnBehind(delivery, ctx);
    }
    default:
      return claim satisfies never;
  }
}

function goOnBehind(delivery: Promise<Settled>, ctx: ExecutionContext): Settled {
  ctx.waitUntil(delivery);
  return BEHIND;
}

/** An alert desk that cannot be reached is asked again later. */
async function claimed({ tenant, noticeId }: NoticeMessage, env: Env): Promise<Claim> {
  try {
    return (await alertDeskOf(env, vouched(tenant, "message")).claim(noticeId)) ?? LATER;
  } catch {
    return LATER;
  }
}

/** A notice's id has ids in it that people chose, and may have chosen by a name: lines of one notice are told by a digest. */
const markOf = (noticeId: string): string => digestOf(noticeId).slice(0, MARK_CHARS);

async function deliverAndSettle(
  { tenant, noticeId }: NoticeMessage,
  { sink, notice }: Extract<Claim, { kind: "send" }>,
  env: Env,
): Promise<Settled> {
  const answer = await deliver(env, sink, notice);
  const known = { tenant, notice: markOf(noticeId), sink: sink.kind };
  consoleJournal().note("notice tried", { ...known, came: answer.kind });
  for (let tries = 0; tries < BOUNDS.settleTriesMax; tries += 1) {
    try {
      const verdict = await alertDeskOf(env, vouched(tenant, "message")).settle(noticeId, answer);
      if (verdict !== null) return verdict;
    } catch {
      // The object restarts under our hands now and then; the next call finds the new one.
    }
    await scheduler.wait(BOUNDS.settleRetryMs);
  }
  consoleJournal().note("notice not settled", { ...known, came: answer.kind });
  return UNREACHED;
}
