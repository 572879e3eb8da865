/** Values of the server's as forms change them: the same shapes, but for `readonly`. */

export type Editable<T> = T extends readonly (infer One)[]
  ? Editable<One>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Editable<T[Key]> }
    : T;

/** A copy that shares nothing with its origin; plain JSON alone comes here. */
export function copyOf<T>(value: T): Editable<T> {
  return JSON.parse(JSON.stringify(value)) as Editable<T>;
}
