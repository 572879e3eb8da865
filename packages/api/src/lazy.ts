/**
 * Schemas that are built when somebody asks for one: the guard of every request needs the catalogue, and a start of the Worker
 * must not pay for hundreds of schemas that only the document and the tests look at.
 */
import type { z } from "zod";

/** Gives the same one each time, so that it is one component of the document wherever it is used. */
export type Lazy<Schema> = () => Schema;

export function lazy<Schema>(make: () => Schema): Lazy<Schema> {
  let made: Schema | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The same type with nothing read-only, since that is no matter of JSON. */
type Plain<Value> = Value extends readonly (infer One)[]
  ? Plain<One>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Plain<Value[Key]> }
    : Value;

type Same<One, Other> =
  (<Any>() => Any extends One ? 1 : 2) extends <Any>() => Any extends Other ? 1 : 2 ? true : false;

/** Told by the compiler where a schema and its type part. */
interface NotTheSame<Value, Read> {
  readonly is: Value;
  readonly isRead: Read;
}

/**
 * A schema of just the values of a TypeScript type: the compiler refuses one that reads more, less or other than that. The
 * second argument is never given; it is how the refusal is told.
 */
export const shapeOf =
  <Value>() =>
  <Schema extends z.ZodType>(
    make: () => Schema,
    ..._refusal: Same<Plain<Value>, Plain<z.output<Schema>>> extends true
      ? []
      : [NotTheSame<Plain<Value>, Plain<z.output<Schema>>>]
  ): Lazy<z.ZodType<Value, Value>> =>
    lazy(make) as unknown as Lazy<z.ZodType<Value, Value>>;

/**
 * What is sent, in the words of a TypeScript type where the schema itself can say less (a list that is counted before it is
 * looked at takes anything). The schema must take all of the type.
 */
export const sentAs =
  <Sent>() =>
  <Schema extends z.ZodType>(
    make: () => Schema,
    ..._refusal: [Sent] extends [z.input<Schema>] ? [] : [NotTheSame<Sent, z.input<Schema>>]
  ): Lazy<z.ZodType<z.output<Schema>, Sent>> =>
    lazy(make) as unknown as Lazy<z.ZodType<z.output<Schema>, Sent>>;
