/** A floor on which much fires, and on which people have begun to do something about it: what pictures of alerts show. */
import { type AlertDesk, awayRule } from "./alert-desk.ts";
import type { Upstream } from "./upstream.ts";
import { until } from "./wait.ts";

/** One that the floor knows, as pictures are for people. */
const CODE = "PERSONAL";
const AWAY_SECONDS = 5;
const FIRES_WITHIN_MS = 30_000;
/** Nobody listens there: its notices are tried again, as those of a receiver that is down. */
const DEAF = { id: "deaf", kind: "webhook", name: "Night shift", url: "http://127.0.0.1:9/alerts" };

/** @param count how many agents are sent away; at least three */
export async function setScene(upstream: Upstream, desk: AlertDesk, count: number): Promise<void> {
  const rule = awayRule("away_from_desk", "Away on personal time", AWAY_SECONDS, CODE);
  await desk.putSink(DEAF);
  await desk.putRule({ ...rule, severity: "high", advice: "Ask the team's coach." });
  const { agents } = await upstream.truth();
  const away = agents.filter(({ state }) => state === "READY" || state === "CALL").slice(0, count);
  for (const { user_id } of away) await upstream.forceState(user_id, "NOT_READY", CODE);
  const alerts = await until(
    async () => {
      const found = await desk.alertsOf(rule.id);
      return found.length >= away.length ? found : undefined;
    },
    FIRES_WITHIN_MS,
    () => `not all of ${away.length} alerts fired`,
  );
  const [first, second, third] = alerts;
  if (first === undefined || second === undefined || third === undefined) throw new Error("too few alerts");
  await desk.acknowledge(first.id, "Maria");
  await desk.comment(second.id, "Jonas", "Called her, she is back at ten past");
  await desk.silence(third.entity.id, "Maria", "In a training until noon");
}
