/** What every page of the setting-up shares: the server's doors, whose floor it is, and who is who on it. */
import type { Directory } from "@callboard/protocol";
import { type InjectionKey, inject } from "vue";
import type { Loaded } from "../../use/loaded.ts";
import type { SetupApi } from "../api/setup-api.ts";

export interface SetupContext {
  readonly tenant: string;
  readonly api: SetupApi;
  /** Teams, queues, skills and codes for pickers; asked once when the pages open. */
  readonly directory: Loaded<Directory>;
}

export const SETUP: InjectionKey<SetupContext> = Symbol("setting up");

export function useSetup(): SetupContext {
  const setup = inject(SETUP);
  if (setup === undefined) throw new Error("a page of the setting-up stands outside of it");
  return setup;
}
