/** What a wall says about one agent beside name and time: why a ready one gets nothing, what a busy one does. */
import type { BoardAgent } from "@callboard/protocol";
import { shownName } from "../format/name.ts";
import { t } from "../words/words.ts";

/** @param queueName the name of the agent's queue, where known */
export function wordsOf(agent: BoardAgent, queueName: string | null): string {
  const words = stateWords(agent, queueName);
  if (agent.trusted) return words;
  const unconfirmed = t("floor.unconfirmed");
  return words === "" ? unconfirmed : `${words}, ${unconfirmed}`;
}

function stateWords(agent: BoardAgent, queueName: string | null): string {
  switch (agent.state) {
    case "READY":
      return readyWords(agent);
    case "NOT_READY":
      return text(agent.status);
    case "CALL": {
      const queue = text(queueName);
      if (agent.direction !== "OUTBOUND") return queue;
      const outbound = t("floor.outbound");
      return queue === "" ? outbound : `${queue}, ${outbound}`;
    }
    case "AFTER_CALL_WORK":
    case "WRAP_UP":
      return text(queueName) || text(agent.status);
    case "UNKNOWN":
      return text(agent.rawState) || (agent.routability.kind === "unknown" ? unknownWords(agent) : "");
    case "SIGNED_OUT":
      return "";
    default:
      return agent.state satisfies never;
  }
}

function readyWords(agent: BoardAgent): string {
  const { routability } = agent;
  switch (routability.kind) {
    case "routable":
      return "";
    case "unknown":
      return unknownWords(agent);
    case "notRoutable": {
      const reason = t(`floor.notRoutable.${routability.reason}`);
      if (routability.reason === "statusCode") {
        const status = text(routability.detail) || text(agent.status);
        return status === "" ? reason : t("floor.statusTakesNone", { status });
      }
      const detail = text(routability.detail);
      return detail === "" ? reason : `${reason}, ${detail}`;
    }
    default:
      return routability satisfies never;
  }
}

function unknownWords(agent: BoardAgent): string {
  return agent.routability.kind === "unknown" ? t(`floor.unsure.${agent.routability.reason}`) : "";
}

function text(value: string | null): string {
  return value === null ? "" : shownName(value, "");
}
