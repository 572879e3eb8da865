/** Who may do what, in three words: each role may do what those before it may. */
export const ROLES = ["display", "supervisor", "administrator"] as const;

/**
 * `display`: looks at one board. `supervisor`: sees the floor whole, acknowledges, silences, pairs screens.
 * `administrator`: changes the tenant, its rules, boards, sinks and people.
 */
export type Role = (typeof ROLES)[number];

/** Whether somebody of role `held` may do what asks for `needed`. */
export const mayAs = (held: Role, needed: Role): boolean => ROLES.indexOf(held) >= ROLES.indexOf(needed);
