/** Changes of a board that the editor makes, as plain functions: new pages and widgets, copies, ids that are free. */
import {
  type BoardPlan,
  defaultWidget,
  NO_FILTER,
  type PagePlan,
  type Widget,
  type WidgetKind,
} from "@callboard/boards";
import { copyOf, type Editable } from "../use/editable.ts";
import { idFor } from "../use/ids.ts";

const PAGE_SECONDS = 20;

export function newBoard(id: string, name: string, pageName: string): BoardPlan {
  return {
    v: 1,
    id,
    name,
    pages: [newPage([], pageName)],
    theme: "auto",
    names: "short",
    hasRibbon: true,
    soundFrom: null,
    language: null,
  };
}

export function newPage(pages: readonly Pick<PagePlan, "id">[], name: string): Editable<PagePlan> {
  const id = idFor(
    "",
    pages.map((page) => page.id),
    "page",
  );
  return { id, name, seconds: PAGE_SECONDS, widgets: [], filter: copyOf(NO_FILTER), pinOn: null };
}

/** Ids of widgets are unique on the whole board. */
export function newWidget(board: Pick<BoardPlan, "pages">, kind: WidgetKind): Editable<Widget> {
  const taken = board.pages.flatMap(({ widgets }) => widgets.map(({ id }) => id));
  return copyOf<Widget>(defaultWidget(kind, idFor(kind, taken, "widget")));
}

export function copyOfPage(
  board: Pick<BoardPlan, "pages">,
  page: PagePlan,
  name: string,
): Editable<PagePlan> {
  const taken = new Set(board.pages.flatMap(({ widgets }) => widgets.map(({ id }) => id)));
  const copy = copyOf(page);
  copy.id = idFor(
    "",
    board.pages.map(({ id }) => id),
    "page",
  );
  copy.name = name;
  for (const widget of copy.widgets) {
    widget.id = idFor(widget.kind, taken, "widget");
    taken.add(widget.id);
  }
  return copy;
}
