/**
 * Who is signed in, and what they may do here. The server alone decides that; this only keeps what would be refused from being
 * offered. While nothing is known of it (an older server, no network), everything is offered and the server says no.
 */
import type { Role, SessionView } from "@callboard/api/client";
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";
import type { Answer } from "../api/request.ts";

/** Each may do what those before may (`packages/tenancy/src/roles.ts`). */
const ROLES: readonly Role[] = ["display", "supervisor", "administrator"];

export const useSessionStore = defineStore("session", () => {
  const view = shallowRef<SessionView | null>(null);
  const isSignedOut = shallowRef(false);
  /** Local development has no sign-in: there people say themselves who they are. */
  const saysWho = computed(() => view.value === null || view.value.isLocal);
  const isOwner = computed(() => view.value?.isOwner ?? false);
  const tenants = computed(() => view.value?.tenants ?? []);

  const seatAt = (tenant: string) => tenants.value.find(({ id }) => id === tenant) ?? null;

  /** Whether a tenant's own people may do what needs this role. */
  function may(tenant: string, needed: Role): boolean {
    if (view.value === null) return true;
    const role = seatAt(tenant)?.role;
    return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(needed);
  }

  async function load(ask: () => Promise<Answer<SessionView>>): Promise<void> {
    const answer = await ask();
    if (answer.kind === "done") view.value = answer.value;
  }

  function signOut(): void {
    isSignedOut.value = true;
  }

  return { view, isSignedOut, saysWho, isOwner, tenants, seatAt, may, load, signOut };
});

/** Where Cloudflare Access ends a sign-in. */
export const SIGN_OUT_PATH = "/cdn-cgi/access/logout";
