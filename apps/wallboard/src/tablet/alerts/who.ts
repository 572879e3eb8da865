/** Whom an alert is about, in words: as the record names them, else as the board does. */
import type { BoardAlert } from "@callboard/protocol";
import { shownName } from "../../format/name.ts";
import type { useBoardStore } from "../../stores/board.ts";
import { t } from "../../words/words.ts";
import type { Entity } from "../api/shapes.ts";

type Names = Pick<ReturnType<typeof useBoardStore>, "agentName" | "queueName">;

export function whoOf(entity: Entity, recorded: string | null, names: Names): string {
  switch (entity.kind) {
    case "feed":
      return t("floor.alerts.theFeed");
    case "agent":
      return shownName(recorded ?? names.agentName(entity.id) ?? "", t("floor.alerts.agentUnknown"));
    case "queue":
      return shownName(recorded ?? names.queueName(entity.id) ?? "", t("floor.alerts.queueUnknown"));
    default:
      return entity.kind satisfies never;
  }
}

/** The same of an alert as the board brings it, which names nobody itself. */
export function whoOfBoard({ entity }: Pick<BoardAlert, "entity">, names: Names): string {
  return whoOf(entity.kind === "feed" ? { kind: "feed", id: "feed" } : entity, null, names);
}
