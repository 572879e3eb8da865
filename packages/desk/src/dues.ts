/** What the desk's one alarm is for. */
import type { Agenda } from "@callboard/shell";

export type Due =
  | "watchdog"
  | "link"
  | "token"
  | "scopes"
  | "reconcile"
  | "roster"
  | "profiles"
  | "checkpoint";

export type DeskAgenda = Agenda<Due>;
