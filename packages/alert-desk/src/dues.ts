/** What the alert desk's one alarm is for. */
import type { Agenda } from "@callboard/shell";

export type Due = "watchdog" | "tell" | "plan" | "handOut" | "checkpoint" | "pack" | "prune" | "erase";

export type AlertAgenda = Agenda<Due>;
