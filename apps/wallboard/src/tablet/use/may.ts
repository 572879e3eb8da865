/** What whoever is signed in may do at the tenant of this page, so that what would be refused is not offered. */
import { type ComputedRef, computed } from "vue";
import { useSessionStore } from "../session/session.ts";
import { usePage } from "./page.ts";

export interface May {
  /** Changes rules, boards, sinks, people and the tenant itself. */
  readonly administer: ComputedRef<boolean>;
}

export function useMay(): May {
  const session = useSessionStore();
  const { tenant } = usePage();
  return { administer: computed(() => session.may(tenant, "administrator")) };
}
