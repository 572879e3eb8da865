/** Addresses outside of any tenant's pages. A tenant's id never is "-", so they are nobody's. */
import type { SessionView } from "@callboard/api/client";

type Seat = SessionView["tenants"][number];

export const CHOOSE_PATH = "/floor/-/";
export const TENANTS_PATH = "/floor/-/tenants";

/** Where somebody looks at a tenant: who only looks at boards does so on its wall. */
export function pathOfTenant({ id, role }: Pick<Seat, "id" | "role">): string {
  const named = encodeURIComponent(id);
  return role === "display" ? `/?tenant=${named}` : `/floor/${named}/alerts`;
}

export type Beginning = { readonly kind: "go"; readonly path: string } | { readonly kind: "choose" };

/**
 * Where the app begins that was opened at no tenant in particular.
 * @param kept the tenant that was looked at last, where the app is installed and goes on where it was
 */
export function beginningOf(tenants: readonly Seat[], kept: string | null): Beginning {
  const again = tenants.find(({ id }) => id === kept);
  const [only, another] = tenants;
  const one = again ?? (another === undefined ? only : undefined);
  return one === undefined ? { kind: "choose" } : { kind: "go", path: pathOfTenant(one) };
}
