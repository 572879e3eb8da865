/** Every message of every queue of this deployment comes in here. */
import type { Env } from "../env.ts";
import { consoleJournal } from "../ports/ports.ts";
import { consumeDeadFloorEvents, consumeFloorEvents } from "./floor-events.ts";
import { kindOfQueue } from "./messages.ts";
import { consumeDeadNotices, consumeNotices } from "./notices.ts";

export async function consume(batch: MessageBatch, env: Env, ctx: ExecutionContext): Promise<void> {
  const kind = kindOfQueue(batch.queue);
  switch (kind) {
    case "floor-events":
      return consumeFloorEvents(batch, env);
    case "floor-events-dead":
      return consumeDeadFloorEvents(batch, env);
    case "notices":
      return consumeNotices(batch, env, ctx);
    case "notices-dead":
      return consumeDeadNotices(batch, env);
    case null:
      consoleJournal().note("unknown queue", { queue: batch.queue, messages: batch.messages.length });
      return batch.retryAll();
    default:
      return kind satisfies never;
  }
}
