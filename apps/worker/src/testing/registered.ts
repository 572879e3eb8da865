/** What the tests of tenants do again and again: they add, change and remove them through the API as the app would. */
import type { TenantInput, TenantView } from "@callboard/tenancy";
import { send } from "./alerting.ts";
import { ask, control, tenantOf } from "./tenant.ts";

/** What the simulator of the tests knows the tenant by. */
export const inputOf = (name: string, changes: Partial<TenantInput> = {}): Partial<TenantInput> => ({
  name: `Test ${name}`,
  zone: "Europe/Berlin",
  region: "eu",
  label: "acme",
  clientId: name,
  clientSecret: `${name}-secret`,
  ...changes,
});

/** A tenant of the registry, as its administrators and whoever runs the deployment handle it. */
export function registered(name: string) {
  const at = `/api/tenants/${name}`;
  const taken = async (response: Promise<Response>): Promise<TenantView> => {
    const answer = await response;
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const by = "Maria";
  return {
    ...tenantOf(name),
    at,
    /** How many streams the simulator has open for it. */
    streams: async (): Promise<number | undefined> => {
      const overview = await control(name, "GET", "/_control");
      const { tenants } = overview as { tenants: { tenant: string; clients: number }[] };
      return tenants.find(({ tenant }) => tenant === name)?.clients;
    },
    view: () => taken(ask(at)),
    put: (value: unknown, revision: number | null = null) => send("PUT", at, { by, revision, value }),
    add: (changes: Partial<TenantInput> = {}) =>
      taken(send("PUT", at, { by, revision: null, value: inputOf(name, changes) })),
    change: async (changes: Partial<TenantInput>) => {
      const { revision } = await taken(ask(at));
      const { clientSecret: _, ...value } = inputOf(name);
      return taken(send("POST", `${at}/change`, { by, revision, value: { ...value, ...changes } }));
    },
    pause: () => taken(send("POST", `${at}/pause`, { by })),
    resume: () => taken(send("POST", `${at}/resume`, { by })),
    remove: async () => {
      const { revision } = await taken(ask(at));
      return taken(send("DELETE", `${at}?confirm=${name}&revision=${revision}`, { by }));
    },
  };
}
