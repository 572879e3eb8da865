/**
 * The way from a row of a long list to the page about it. A plain link: the router's own component follows every change of
 * the address, and in a list each letter that is typed is one.
 */
import { useRouter } from "vue-router";
import { usePage } from "../use/page.ts";

export interface RowLink {
  href(id: string): string;
  /** Goes there within the app, unless the browser was asked for another tab or window. */
  follow(event: MouseEvent, id: string): void;
}

export function useRowLink(place: "agents" | "queues"): RowLink {
  const router = useRouter();
  const { tenant } = usePage();
  const pathOf = (id: string) => `/${tenant}/${place}/${encodeURIComponent(id)}`;
  return {
    href: (id) => router.options.history.createHref(pathOf(id)),
    follow(event, id) {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void router.push(pathOf(id));
    },
  };
}
