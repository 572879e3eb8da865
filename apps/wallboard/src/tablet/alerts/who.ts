/** Whom an alert is about, in words: as the record names them, else as the board does. */

import { shownName } from "../../format/name.ts";
import { alertWords } from "../../messages/alerts.ts";
import type { useBoardStore } from "../../stores/board.ts";
import type { Entity } from "../api/shapes.ts";

type Names = Pick<ReturnType<typeof useBoardStore>, "agentName" | "queueName">;

export function whoOf(entity: Entity, recorded: string | null, names: Names): string {
  switch (entity.kind) {
    case "feed":
      return alertWords.theFeed;
    case "agent":
      return shownName(recorded ?? names.agentName(entity.id) ?? "", alertWords.agentUnknown);
    case "queue":
      return shownName(recorded ?? names.queueName(entity.id) ?? "", alertWords.queueUnknown);
    default:
      return entity.kind satisfies never;
  }
}
