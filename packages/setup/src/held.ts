/**
 * The documents that hold, in memory and in storage: read whole at the start, written one at a time. A change is one
 * transaction, and memory follows only when it is through. Whether something may be changed is not asked here.
 */
import { SETUP_NAMES, type SetupDocuments, type SetupName } from "@callboard/boards";
import { readSetup } from "@callboard/boards/read";
import { BOUNDS } from "@callboard/core";
import {
  type Clock,
  canonicalJson,
  migrate,
  noStorage,
  type Refused,
  type Sql,
  type Stamp,
  wrong,
} from "@callboard/shell";
import { SETUP_STEPS } from "./migrations.ts";
import { SetupStore } from "./setup-store.ts";
import type { DeedView, ListedName } from "./views.ts";

/** What is written in the same transaction, by whoever keeps something beside the documents. Gives what memory does when all is written. */
export type Along = () => () => void;

export interface Change extends Pick<DeedView, "by" | "what" | "subject"> {
  readonly also?: Along;
}

const UNCHANGED: Stamp = { revision: 0, changed: null };

/** The documents whose parts have revisions of their own. */
const isListed = (name: SetupName): name is ListedName => name === "boards" || name === "screens";

export class Held {
  readonly store: SetupStore;
  readonly #sql: Sql;
  readonly #clock: Clock;
  readonly #stamps = new Map<SetupName, Stamp>();
  readonly #ones: Record<ListedName, ReadonlyMap<string, Stamp>>;
  #values: SetupDocuments;
  /** Of the last change of what screens are set up by; deeds that change nothing of it have numbers, too. */
  #revision: number;
  #newest: number;
  /** Stored, and not to be read: the presets hold until somebody sets them anew. */
  readonly unreadable = new Set<SetupName>();

  /** Throws where the storage does: nothing can be shown then. */
  constructor(sql: Sql, clock: Clock, presets: SetupDocuments) {
    this.#sql = sql;
    this.#clock = clock;
    migrate(sql, "setup", SETUP_STEPS);
    this.store = new SetupStore(sql);
    this.#values = presets;
    this.#newest = this.store.newest();
    this.#revision = this.#newest;
    this.#ones = { boards: this.store.ones("boards"), screens: this.store.ones("screens") };
    for (const { name, stamp, text } of this.store.documents()) {
      this.#stamps.set(name, stamp);
      if (!this.#restore(name, text)) this.unreadable.add(name);
    }
  }

  /** A document of an earlier Callboard is read like one that comes from outside: what it does not know is as if left out. */
  #restore(name: SetupName, text: string): boolean {
    const read = readSetup(name, parsed(text), { boardIds: null });
    if (read.kind === "read") this.#values = { ...this.#values, [name]: read.value };
    return read.kind === "read";
  }

  get revision(): number {
    return this.#revision;
  }

  get values(): SetupDocuments {
    return this.#values;
  }

  stampOf(name: SetupName): Stamp {
    return this.#stamps.get(name) ?? UNCHANGED;
  }

  stampOfOne(name: ListedName, id: string): Stamp {
    return this.#ones[name].get(id) ?? UNCHANGED;
  }

  /** `null` where it is done. */
  save<N extends SetupName>(name: N, value: SetupDocuments[N], change: Change): Refused | null {
    // The name says of which kind the value is; the compiler sees the union of all.
    return this.saveAll({ [name]: value } as Partial<SetupDocuments>, change);
  }

  /** Several documents in one deed, all or none. `null` where it is done. */
  saveAll(values: Partial<SetupDocuments>, change: Change): Refused | null {
    const texts = SETUP_NAMES.filter((name) => values[name] !== undefined).map(
      (name) => [name, JSON.stringify(values[name])] as const,
    );
    const tooLarge = texts.filter(([, text]) => text.length > BOUNDS.setupBodyBytesMax);
    if (tooLarge.length > 0) return wrong("This is too much", tooLarge.map(tooLargeSentence));
    const stamp = this.#nextStamp(change.by);
    return this.#write(stamp, change, () => {
      const settles = texts.map(([name, text]) => this.#put(name, text, values[name], stamp));
      return () => {
        for (const settle of settles) settle();
        this.#revision = stamp.revision;
      };
    });
  }

  /** Writes one, and gives what memory does when all is written. */
  #put(name: SetupName, text: string, value: unknown, stamp: Stamp): () => void {
    const ones = isListed(name) ? this.#onesAfter(name, value, stamp) : null;
    this.store.saveDocument(name, stamp, text);
    if (ones !== null) this.store.saveOnes(name, ones);
    return () => {
      this.unreadable.delete(name);
      this.#stamps.set(name, stamp);
      this.#values = { ...this.#values, [name]: value };
      if (ones !== null && isListed(name)) this.#ones[name] = ones;
    };
  }

  /** The revision rises, and no document changes. `null` where it is done. */
  touch(change: Change): Refused | null {
    const stamp = this.#nextStamp(change.by);
    return this.#write(stamp, change, () => () => {
      this.#revision = stamp.revision;
    });
  }

  /** A deed that is none of the documents' business: no revision rises. `null` where it is done. */
  note(change: Change): Refused | null {
    return this.#write(this.#nextStamp(change.by), change, () => () => undefined);
  }

  #nextStamp(by: string): Stamp {
    return { revision: this.#newest + 1, changed: { by, at: this.#clock.now() } };
  }

  /** `work` writes, and gives what memory does when all is written. */
  #write(stamp: Stamp, { also, ...deed }: Change, work: () => () => void): Refused | null {
    try {
      const settles = this.#sql.transaction(() => {
        this.store.noteDeed({ number: stamp.revision, at: stamp.changed?.at ?? 0, ...deed });
        return [work(), also?.()];
      });
      for (const settle of settles) settle?.();
      this.#newest = stamp.revision;
      return null;
    } catch {
      return noStorage;
    }
  }

  /** What is as it was keeps its revision; what is new or another has the new one. */
  #onesAfter(name: ListedName, value: unknown, stamp: Stamp): ReadonlyMap<string, Stamp> {
    const before = new Map(this.#values[name].map((one) => [one.id, canonicalJson(one)]));
    const after = new Map<string, Stamp>();
    for (const one of value as readonly { readonly id: string }[]) {
      const isSame = before.get(one.id) === canonicalJson(one);
      after.set(one.id, isSame ? this.stampOfOne(name, one.id) : stamp);
    }
    return after;
  }
}

const tooLargeSentence = ([name]: readonly [SetupName, string]): string =>
  `\`${name}\` would be larger than the ${BOUNDS.setupBodyBytesMax / 1_024} kB that are possible.`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
