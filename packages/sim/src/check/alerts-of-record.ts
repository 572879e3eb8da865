/** What an alert desk has of record, whole, page by page as people read it. */
import type { AlertDesk, AlertView, NoticeView, Reply } from "@callboard/alert-desk";

export interface AlertsOfRecord {
  /** Newest first. */
  readonly alerts: readonly AlertView[];
  readonly notices: readonly NoticeView[];
}

const PAGE = 200;

/** `null` where it cannot be read. */
export function recordOf(desk: AlertDesk): AlertsOfRecord | null {
  const alerts = allOf((before) => {
    const reply = desk.alerts({ state: "all", limit: PAGE, ...before });
    return read(reply, (page) => ({ items: page.alerts, next: page.next }));
  });
  const notices = allOf((before) => {
    const reply = desk.notices({ limit: PAGE, ...before });
    return read(reply, (page) => ({ items: page.notices, next: page.next }));
  });
  return alerts === null || notices === null ? null : { alerts, notices };
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

const read = <Value, Item>(reply: Reply<Value>, pageOf: (value: Value) => Page<Item>): Page<Item> | null =>
  reply.kind === "done" ? pageOf(reply.value) : null;

function allOf<Item>(pageAt: (before: { readonly before?: string }) => Page<Item> | null): Item[] | null {
  const all: Item[] = [];
  for (let page = pageAt({}); page !== null; page = pageAt({ before: page.next })) {
    all.push(...page.items);
    if (page.next === null) return all;
  }
  return null;
}
