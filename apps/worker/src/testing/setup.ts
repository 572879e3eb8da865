/** What the tests of settings do again and again, through the API as the app would. */
import type { SetupDocuments, SetupName, SetupView, WallSetup } from "@callboard/boards";
import { send } from "./alerting.ts";
import { ask, type TestTenant } from "./tenant.ts";

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly complaints?: readonly string[];
}

/** One tenant's settings from outside. */
export function setupOf(tenant: TestTenant) {
  const at = (path: string): string => `/api/tenants/${tenant.name}/${path}`;
  const view = async <N extends SetupName>(name: N): Promise<SetupView<N>> =>
    (await ask(at(`setup/${name}`))).json();
  return {
    at,
    view,
    get: (path: string) => ask(at(path)),
    put: (path: string, body: unknown) => send("PUT", at(path), body),
    post: (path: string, body: unknown) => send("POST", at(path), body),
    /** A whole document, over whatever is there. */
    set: async <N extends SetupName>(name: N, value: SetupDocuments[N]): Promise<number> => {
      const { revision } = await view(name);
      const response = await send("PUT", at(`setup/${name}`), { by: "Maria", revision, value });
      const answer = await response.json<SetupView<N> & Problem>();
      if (!response.ok) throw new Error(`${answer.title}: ${answer.detail}`);
      return answer.revision;
    },
    wall: async (query = ""): Promise<WallSetup> => (await ask(at(`wall${query}`))).json(),
  };
}
