/** A verified session of a person: who it is, and which tenants they may see. Screens and scrapers have none. */
import type { Role } from "@callboard/tenancy";
import { registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { readTenants } from "../tenants.ts";
import { signInOf } from "./access.ts";
import { isLocalRequest } from "./local.ts";
import { type KnownTenant, PeopleCache, PeopleIndex, type PeoplePorts } from "./people.ts";
import { keysOfPerson, type Person, readOwners } from "./person.ts";

export interface Session {
  readonly person: Person;
  /** The built-in identity of local development. */
  readonly isLocal: boolean;
  readonly isOwner: boolean;
  /** When the sign-in ends; `null` for local development. */
  readonly expiresAt: number | null;
  /** Their role at a tenant; `null` where they have none, or there is no such tenant: nobody is told which. */
  roleAt(tenant: string): Role | null;
  tenants(): readonly (KnownTenant & { readonly role: Role })[];
}

export type SessionReading =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "nobody"; readonly why: string }
  | { readonly kind: "unavailable"; readonly why: string };

const NOBODY = new PeopleIndex([]);

/** Once an isolate: what the registry said of people. */
const people = new PeopleCache();

/** Tenants or their people were changed through this isolate; others see it within `BOUNDS.grantsCachedMs`. */
export const forgetPeople = (): void => people.forget();

/**
 * How many tenants the registry has, by the same list that people are judged by: whoever asks does not reach the registry oftener
 * than once in `BOUNDS.grantsCachedMs` an isolate. `null` where it cannot be asked.
 */
export async function registeredTenants(env: Env): Promise<number | null> {
  const index = await people.index(peoplePorts(env));
  return index?.size ?? null;
}

/** `tenant`: the one that the request is about; a list that does not know it, or the person there, is asked for anew. */
export async function sessionOf(request: Request, env: Env, tenant: string | null): Promise<SessionReading> {
  const local = isLocalRequest(env, new URL(request.url));
  const signIn = local ? null : await signInOf(request, env);
  if (signIn !== null && signIn.kind !== "person") return signIn;
  const ports = peoplePorts(env);
  let index = await people.index(ports);
  const read = (list: PeopleIndex): Session =>
    signIn === null ? localSession(list, env) : personSession(signIn.person, signIn.expiresAt, list, env);
  if (index !== null && tenant !== null && read(index).roleAt(tenant) === null)
    index = await people.again(ports);
  // What is declared on this machine needs nobody's list.
  if (index === null && local) index = NOBODY;
  return index === null
    ? { kind: "unavailable", why: "registry not asked" }
    : { kind: "session", session: read(index) };
}

function personSession(person: Person, expiresAt: number, index: PeopleIndex, env: Env): Session {
  const seats = index.seatsOf(person);
  const owners = readOwners(env.CALLBOARD_OWNERS).keys;
  return {
    ...{ person, expiresAt, isLocal: false },
    isOwner: keysOfPerson(person).some((key) => owners.has(key)),
    roleAt: (tenant) => seats.get(tenant) ?? null,
    tenants: () =>
      Array.from(seats).flatMap(([id, role]) => {
        const known = index.tenant(id);
        return known === null ? [] : [{ ...known, role }];
      }),
  };
}

const SOMEBODY: Person = { id: "local", name: "somebody", email: null, groups: new Set() };

/** Whoever sits at this machine: administrator of all that runs on it. */
function localSession(index: PeopleIndex, env: Env): Session {
  const declared = readTenants(env).tenants;
  return {
    ...{ person: SOMEBODY, expiresAt: null, isLocal: true, isOwner: true },
    roleAt: (tenant) => (declared.has(tenant) || index.tenant(tenant) !== null ? "administrator" : null),
    tenants: () => {
      const here = Array.from(declared.values(), ({ id, site }) => ({ id, name: site.name }));
      const listed = Array.from(index.all()).filter(({ id }) => !declared.has(id));
      return [...here.map((one) => ({ ...one, state: "active" as const })), ...listed].map((one) => ({
        ...one,
        role: "administrator" as const,
      }));
    },
  };
}

const peoplePorts = (env: Env): PeoplePorts => ({
  now: () => Date.now(),
  async ask(known) {
    const answer = await registryOf(env).people(known);
    if (answer === null) throw new Error("the registry is not open");
    return answer;
  },
  after: (ms) => scheduler.wait(ms),
});
