/** Every question and deed of the setting-up pages, by name; who does it goes with each deed. Nothing here judges a value. */
import type { PairInput, ScreenOrder, ScreenView, WrittenCalendar } from "@callboard/api/client";
import type { BoardPlan, ScreenPlan, SetupDocuments, SetupName } from "@callboard/boards";
import type { ByPerson, Directory } from "@callboard/protocol";
import type { Ask } from "../../api/request.ts";
import type { CalendarRow } from "../../api/shapes.ts";

/** A value with what a change of it must name. Revision 0 is what the product or the deployment's setting brings. */
export interface Versioned<Value> {
  readonly revision: number;
  readonly changed: ByPerson | null;
  readonly value: Value;
}

export interface Change<Value> {
  readonly by: string;
  readonly revision: number;
  readonly value: Value;
}

/** Documents that can be read from a table. */
export type TableName = "codes" | "shifts" | "privacy";

export interface ImportReport<N extends TableName> {
  readonly rows: number;
  /** Rows count as a spreadsheet counts them: the head is row 1. */
  readonly complaints: readonly { readonly row: number; readonly text: string }[];
  readonly value: SetupDocuments[N];
}

export interface ImportOrder {
  readonly csv: string;
  readonly isTrial: boolean;
  readonly by?: string;
  readonly revision?: number;
}

/** Calendars of before there were sites are sent without. */
export type SitesCalendar = Omit<WrittenCalendar, "sites"> & Partial<Pick<WrittenCalendar, "sites">>;

export type SetupApi = ReturnType<typeof createSetupApi>;

export function createSetupApi(tenant: string, ask: Ask) {
  const root = `/api/tenants/${encodeURIComponent(tenant)}`;
  const at = (...parts: readonly string[]) => [root, ...parts.map(encodeURIComponent)].join("/");
  const items = <Value>(list: "boards" | "screens") => ({
    list: () => ask<Versioned<readonly Value[]>>("GET", at("setup", list)),
    /** One of them, with a revision of its own, so that two people may edit two of them. */
    one: (id: string) => ask<Versioned<Value>>("GET", at("setup", list, id)),
    put: (id: string, change: Change<Value>) => ask<Versioned<Value>>("PUT", at("setup", list, id), change),
    remove: (id: string, by: string, revision: number) =>
      ask<object>(
        "DELETE",
        `${at("setup", list, id)}?${new URLSearchParams({ by, revision: String(revision) })}`,
      ),
  });
  return {
    read: <N extends SetupName>(name: N) => ask<Versioned<SetupDocuments[N]>>("GET", at("setup", name)),
    put: <N extends SetupName>(name: N, change: Change<SetupDocuments[N]>) =>
      ask<Versioned<SetupDocuments[N]>>("PUT", at("setup", name), change),
    check: <N extends SetupName>(name: N, value: unknown) =>
      ask<{ readonly complaints: readonly string[] }>("POST", at("setup", name, "check"), { value }),
    importTable: <N extends TableName>(name: N, order: ImportOrder) =>
      ask<ImportReport<N>>("POST", at("setup", name, "import"), order),
    /** Where the browser may fetch the table itself. */
    exportUrl: (name: TableName) => at("setup", name, "export.csv"),
    boards: items<BoardPlan>("boards"),
    screens: items<ScreenPlan>("screens"),
    televisions: {
      /** Every screen of the setup, with how its television does. */
      list: () => ask<readonly ScreenView[]>("GET", at("screens")),
      pair: (input: PairInput, by: string) =>
        ask<ScreenView>("POST", at("screens", "pair"), { ...input, by }),
      order: (id: string, order: ScreenOrder, by: string) =>
        ask<ScreenView>("POST", at("screens", id, "orders"), { order, by }),
      board: (id: string, board: string, by: string) =>
        ask<ScreenView>("POST", at("screens", id, "board"), { board, by }),
      revoke: (id: string, by: string) => ask<ScreenView>("POST", at("screens", id, "revoke"), { by }),
    },
    calendar: () => ask<CalendarRow>("GET", at("calendar")),
    putCalendar: (calendar: SitesCalendar, by: string) =>
      ask<CalendarRow>("PUT", at("calendar"), { ...calendar, by }),
    directory: () => ask<Directory>("GET", at("directory")),
  };
}
