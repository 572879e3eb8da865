/** What the columns of each kind of CSV are called here, and elsewhere. */
import type { Column } from "./table.ts";

const needed = (name: string, ...also: readonly string[]): Column => ({ name, also, isNeeded: true });
const maybe = (name: string, ...also: readonly string[]): Column => ({ name, also, isNeeded: false });

export const CODE_COLUMNS = [
  needed("code", "status_code", "state_code", "outstate", "unavailable_code", "Statuscode", "Code de statut"),
  needed("label", "name", "description", "Bezeichnung", "libellé"),
  needed(
    "takes_contacts",
    "routable",
    "available",
    "takes calls",
    "nimmt Kontakte an",
    "vermittelbar",
    "disponible",
  ),
] as const;

export const TEMPLATE_COLUMNS = [
  needed("template_id", "id", "template", "shift", "Schicht", "Vorlage", "modèle"),
  maybe("name", "label", "Bezeichnung", "nom"),
  maybe("zone", "timezone", "tz", "Zeitzone", "fuseau"),
  needed("days", "weekdays", "Tage", "Wochentage", "jours"),
  needed("start", "from", "begin", "Beginn", "von", "début"),
  needed("end", "to", "until", "Ende", "bis", "fin"),
  maybe("breaks", "pauses", "Pausen"),
] as const;

export const ASSIGNMENT_COLUMNS = [
  maybe("kind", "type", "Art"),
  maybe("who", "wer", "qui"),
  maybe("agent_id", "agent", "user_id", "user"),
  maybe("team", "team_name", "équipe"),
  needed("template_id", "template", "shift", "Schicht", "Vorlage", "modèle"),
] as const;

export const ALIAS_COLUMNS = [
  needed("agent_id", "agent", "user_id", "user", "id"),
  needed("alias", "nickname", "Spitzname", "surnom", "pseudonyme"),
] as const;
