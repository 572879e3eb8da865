/** What the client is asked with and what it answers, as types made from the catalogue. Nothing of it is there at run time. */
import type { z } from "zod";
import type { Catalogued, OperationId } from "./catalogue.ts";
import type { Lazy } from "./lazy.ts";

type The<Id extends OperationId> = Extract<Catalogued, { readonly id: Id }>;

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

type SchemaAt<Id extends OperationId, Key extends "params" | "query" | "body" | "answer"> =
  The<Id> extends { readonly [Its in Key]: Lazy<infer Schema extends z.ZodType> } ? Schema : never;

/** What stands in the path; of a name that may be only one of a few words, those. */
type Param<Id extends OperationId, Name extends string> =
  z.input<SchemaAt<Id, "params">> extends { readonly [Its in Name]: infer Words extends string }
    ? Words
    : string;

export type ParamsOf<Id extends OperationId> = {
  readonly [Name in NamesIn<The<Id>["path"]>]: Param<Id, Name>;
};

export type QueryValue = string | number | boolean | readonly string[] | null | undefined;

/** `null` and what is empty is not asked for. */
export type QueryOf<Id extends OperationId> = [SchemaAt<Id, "query">] extends [never]
  ? never
  : { readonly [Name in keyof z.input<SchemaAt<Id, "query">>]?: QueryValue };

/** What was answered may be sent back as it came, and that is read-only. */
type Frozen<Value> = Value extends readonly (infer One)[]
  ? readonly Frozen<One>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

export type BodyOf<Id extends OperationId> = [SchemaAt<Id, "body">] extends [never]
  ? never
  : Frozen<z.input<SchemaAt<Id, "body">>>;

/** What a 2xx carries; a text where it is no JSON. */
export type AnswerOf<Id extends OperationId> = [SchemaAt<Id, "answer">] extends [never]
  ? string
  : z.output<SchemaAt<Id, "answer">>;

/** Operations that a socket is opened for are asked with a WebSocket, and not by the client. */
export type CallId = Exclude<Catalogued, { readonly media: "websocket" }>["id"];

type Optional<Key extends string, Value> = [Value] extends [never]
  ? { readonly [Its in Key]?: never }
  : object extends Value
    ? { readonly [Its in Key]?: Value }
    : string extends keyof Value
      ? // An object that has no keys at all.
        { readonly [Its in Key]?: Value }
      : { readonly [Its in Key]: Value };

export type CallOf<Id extends OperationId> = ([keyof ParamsOf<Id>] extends [never]
  ? { readonly params?: never }
  : { readonly params: ParamsOf<Id> }) &
  Optional<"query", QueryOf<Id>> &
  Optional<"body", BodyOf<Id>>;

/** What came of it. Nothing is thrown, whatever stands between us and the server. */
export type Outcome<Value> =
  | { readonly kind: "done"; readonly value: Value }
  /** The server, or something before it, said no: a problem document (RFC 9457), as far as it is one. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly title: string;
      readonly detail: string;
      /** A sentence for each mistake. */
      readonly complaints: readonly string[];
      /** Who may, where whoever asked may not: a role, or "owner". */
      readonly needs?: string;
    }
  /** Nothing was answered (`unreached`), or what was is no answer of ours (`unreadable`). */
  | { readonly kind: "failed"; readonly why: "unreached" | "unreadable" };
