/** What a question or a deed of a person is answered with. Nothing is thrown at whoever asks. */
export interface Refused {
  readonly kind: "refused";
  /** 503: the desk's own storage cannot be read or written just now; the same request may be made again. */
  readonly status: 400 | 404 | 409 | 413 | 503;
  readonly title: string;
  readonly detail: string;
  /** One sentence for every mistake that was found; empty where `detail` says it all. */
  readonly complaints: readonly string[];
}

export type Reply<Value> = { readonly kind: "done"; readonly value: Value } | Refused;

export const done = <Value>(value: Value): Reply<Value> => ({ kind: "done", value });

export const refused = (
  status: Refused["status"],
  title: string,
  detail: string,
  complaints: readonly string[] = [],
): Refused => ({ kind: "refused", status, title, detail, complaints });
