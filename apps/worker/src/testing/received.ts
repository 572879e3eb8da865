/** What tests inside workerd and the receiver outside of it say to each other. Types only: either side is another world. */

/** What the receiver does with one request; the last step that it was given stays for all that follow. */
export type ReceiverStep =
  | {
      readonly do: "answer";
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly afterMs?: number;
    }
  /** Takes it and never says a word. */
  | { readonly do: "hang" }
  /** Takes it and breaks the connection: the sender cannot know that it came. */
  | { readonly do: "hangUp" };

/** One request as it came. `isVerified` is what the published library says by the secret that the test has given. */
export interface Received {
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isVerified: boolean;
}
