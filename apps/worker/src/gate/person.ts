/** Somebody who signed in, and what they were granted. Words are compared without case, and never by their parts. */
import { BOUNDS } from "@callboard/core";
import { type Grant, mayAs, type Role } from "@callboard/tenancy";

export interface Person {
  /** The identity provider's own, lasting id. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Names, ids and addresses of the groups that they are in, in lower case. */
  readonly groups: ReadonlySet<string>;
}

/** How a grant is looked up: no group's name is ever taken for somebody's address. */
export const grantKey = ({ kind, who }: Pick<Grant, "kind" | "who">): string =>
  `${kind}:${who.trim().toLowerCase()}`;

/** All that is granted to a person is found under these. */
export function keysOfPerson({ email, groups }: Person): readonly string[] {
  const own = email === null ? [] : [grantKey({ kind: "email", who: email })];
  return [...own, ...Array.from(groups, (who) => grantKey({ kind: "group", who }))];
}

export const higher = (one: Role | undefined, other: Role): Role =>
  one !== undefined && mayAs(one, other) ? one : other;

/** How somebody is written down in an audit log: by the address that they signed in with. */
export const byOf = ({ id, email }: Person): string => (email ?? id).slice(0, BOUNDS.personCharsMax);

/**
 * Who runs the deployment, as `CALLBOARD_OWNERS` says: "group:callboard-owners,email:ada@example.com". What is not written so is
 * nobody, and complained of.
 */
export function readOwners(text: string | undefined): {
  readonly keys: ReadonlySet<string>;
  readonly complaints: readonly string[];
} {
  const parts = (text ?? "").split(",").map((part) => part.trim());
  const keys = new Set<string>();
  const complaints: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === "") continue;
    const [, kind, who] = /^(group|email):(.+)$/i.exec(part) ?? [];
    if (kind === undefined || who === undefined || who.trim() === "" || keys.size >= BOUNDS.ownersMax)
      complaints.push(
        `CALLBOARD_OWNERS: part ${index + 1} is not like "group:callboard-owners" or "email:ada@example.com".`,
      );
    else keys.add(grantKey({ kind: kind.toLowerCase() === "group" ? "group" : "email", who }));
  }
  return { keys, complaints };
}
