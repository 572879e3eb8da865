/**
 * What a tenant has set, and how people change it: a document at a time, or one board or screen of a list, each by the revision that was
 * seen. A change is decided, written, and only then told. Nothing throws at whoever asks.
 */
import {
  type BoardPlan,
  type ScreenPlan,
  SETUP_NAMES,
  type SetupDocuments,
  type SetupName,
  type SetupView,
} from "@callboard/boards";
import { type Reading, readBoard, readScreen, readSetup } from "@callboard/boards/read";
import { BOUNDS, quoted } from "@callboard/core";
import {
  type Clock,
  done,
  isRefused,
  noStorage,
  noSuch,
  type Order,
  type Refused,
  type Reply,
  readOrder,
  readPerson,
  refused,
  type Sql,
  stale,
  wrong,
} from "@callboard/shell";
import { importCsv } from "./csv/import.ts";
import { type Change, Held } from "./held.ts";
import { planRestore, type RestoredDocument } from "./restore.ts";
import type {
  DeedPage,
  ImportComplaint,
  ImportName,
  ImportView,
  ListedDocuments,
  ListedName,
  OneView,
} from "./views.ts";

export interface SetupBookParts {
  readonly sql: Sql;
  readonly clock: Clock;
  /** What holds where nobody has set anything. */
  readonly presets: SetupDocuments;
  /** After each change, when it is written. */
  readonly onChange: () => void;
}

export type Fields = Readonly<Record<string, unknown>>;

const DEEDS_PER_PAGE = 50;
const MOST: Readonly<Record<ListedName, number>> = { boards: BOUNDS.boardsMax, screens: BOUNDS.screensMax };
const ONE: Readonly<Record<ListedName, string>> = { boards: "board", screens: "screen" };

export class SetupBook {
  readonly #held: Held;
  readonly #onChange: () => void;

  /** Reads what is stored. Throws where the storage does. */
  constructor({ sql, clock, presets, onChange }: SetupBookParts) {
    this.#held = new Held(sql, clock, presets);
    this.#onChange = onChange;
  }

  /** Rises with every change of any document. */
  get revision(): number {
    return this.#held.revision;
  }

  get values(): SetupDocuments {
    return this.#held.values;
  }

  /** Documents that are stored and could not be read; the presets hold instead, until somebody sets them anew. */
  get unreadable(): ReadonlySet<SetupName> {
    return this.#held.unreadable;
  }

  // ── Questions ────────────────────────────────────────────────────────────────────────────────────────

  view<N extends SetupName>(name: N): SetupView<N> {
    return { name, ...this.#held.stampOf(name), value: this.values[name] };
  }

  all(): readonly SetupView<SetupName>[] {
    return SETUP_NAMES.map((name) => this.view(name));
  }

  one<N extends ListedName>(name: N, id: string): Reply<OneView<N>> {
    const value = this.#find(name, id);
    if (value === undefined) return noSuch(ONE[name], id);
    return done({ name, id, ...this.#held.stampOfOne(name, id), value });
  }

  /** What is wrong with a document as it would be put; nothing is changed. */
  check(name: SetupName, value: unknown): readonly string[] {
    const read = readSetup(name, value, { boardIds: this.#boardIds() });
    if (read.kind === "refused") return read.complaints;
    return name === "boards" ? this.#orphans(read.value as readonly BoardPlan[]) : [];
  }

  /** The same for one board or screen. */
  checkOne(name: ListedName, value: unknown): readonly string[] {
    const read = this.#readOne(name, value);
    return read.kind === "read" ? [] : read.complaints;
  }

  #readOne(name: ListedName, value: unknown): Reading<BoardPlan | ScreenPlan> {
    return name === "boards" ? readBoard(value) : readScreen(value, this.#boardIds());
  }

  /** What was done, the newest first: `{before, limit}` as an address has them. */
  deeds({ before = Number.MAX_SAFE_INTEGER, limit = DEEDS_PER_PAGE }: Fields = {}): Reply<DeedPage> {
    const [from, count] = [Number(before), Number(limit)];
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || count < 1 || count > MOST_DEEDS)
      return wrong("This is no page", [
        `\`before\` is the number of a deed, and \`limit\` is from 1 to ${MOST_DEEDS}.`,
      ]);
    try {
      const deeds = this.#held.store.deeds(from, count);
      return done({ deeds, before: deeds.length === count ? (deeds.at(-1)?.number ?? null) : null });
    } catch {
      return noStorage;
    }
  }

  #boardIds(): readonly string[] {
    return this.values.boards.map(({ id }) => id);
  }

  #find<N extends ListedName>(name: N, id: string): ListedDocuments[N] | undefined {
    const list: readonly ListedDocuments[ListedName][] = this.values[name];
    // The name says of which kind the list is; the compiler sees the union of both.
    return list.find((one) => one.id === id) as ListedDocuments[N] | undefined;
  }

  // ── Changes ──────────────────────────────────────────────────────────────────────────────────────────

  /** A whole document: `{by, revision, value}`. */
  put<N extends SetupName>(name: N, fields: Fields): Reply<SetupView<N>> {
    const order = readOrder(fields);
    if (isRefused(order)) return order;
    const stamp = this.#held.stampOf(name);
    if (order.revision !== stamp.revision) return stale(`\`${name}\``, order.revision, stamp);
    const complaints = this.check(name, fields.value);
    const read = readSetup(name, fields.value, { boardIds: this.#boardIds() });
    if (read.kind === "refused" || complaints.length > 0) return wrong("This cannot be set yet", complaints);
    const refusal = this.#save(name, read.value, { by: order.by, what: "changed", subject: name });
    return refusal ?? done(this.view(name));
  }

  /**
   * One board or screen, or a new one: `{by, revision, value}`. What others do to others meanwhile is nothing to it. `along`: how the
   * deed is called in the log, and what is written with it.
   */
  putOne<N extends ListedName>(
    name: N,
    id: string,
    fields: Fields,
    along: Partial<Pick<Change, "what" | "also">> = {},
  ): Reply<OneView<N>> {
    const order = readOrder(fields);
    if (isRefused(order)) return order;
    const collision = this.#collision(name, id, order);
    if (collision !== null) return collision;
    const read = this.#readOne(name, fields.value);
    if (read.kind === "refused") return wrong(`This is no ${ONE[name]} yet`, read.complaints);
    if (read.value.id !== id) return wrong(`This is no ${ONE[name]} yet`, [OTHER_ID]);
    const list: readonly (BoardPlan | ScreenPlan)[] = this.values[name];
    const isNew = this.#find(name, id) === undefined;
    if (isNew && list.length >= MOST[name])
      return refused(409, "There are too many", `At most ${MOST[name]} ${name}; remove one first.`);
    const value = isNew ? [...list, read.value] : list.map((one) => (one.id === id ? read.value : one));
    const change = { by: order.by, what: "changed", subject: `${name}/${id}`, ...along };
    return this.#saveList(name, value, change) ?? this.one(name, id);
  }

  /** `null` where the order is about what is there now, or about what is to be new and is not there. */
  #collision(name: ListedName, id: string, { revision }: Order): Refused | null {
    const what = `the ${ONE[name]} ${quoted(id)}`;
    const stamp = this.#held.stampOfOne(name, id);
    if (this.#find(name, id) !== undefined)
      return revision === stamp.revision ? null : stale(what, revision, stamp);
    if (revision === null || revision === 0) return null;
    return refused(409, "It is gone", `Somebody removed ${what} meanwhile. ${AGAIN}`);
  }

  /** `{by, revision}`. A board that a screen shows stays, and so does the last one. */
  removeOne(name: ListedName, id: string, fields: Fields): Reply<{ readonly id: string }> {
    const order = readOrder(fields);
    if (isRefused(order)) return order;
    if (this.#find(name, id) === undefined) return noSuch(ONE[name], id);
    const collision = this.#collision(name, id, order);
    if (collision !== null) return collision;
    const list: readonly (BoardPlan | ScreenPlan)[] = this.values[name];
    const value = list.filter((one) => one.id !== id);
    const orphans = name === "boards" ? this.#orphans(value) : [];
    if (orphans.length > 0) return refused(409, "The board is in use", orphans.join(" "), orphans);
    if (name === "boards" && value.length === 0)
      return refused(409, "It is the last board", "Screens need one: make another board first.");
    const change = { by: order.by, what: "removed", subject: `${name}/${id}` };
    return this.#saveList(name, value, change) ?? done({ id });
  }

  /**
   * Rows of a CSV over a document: `{csv, isTrial, by, revision}`. A trial changes nothing and tells what would come of it; otherwise it is
   * all or nothing, and without a revision over what is there now.
   */
  importCsv<N extends ImportName>(name: N, fields: Fields): Reply<ImportView<N>> {
    if (typeof fields.csv !== "string")
      return wrong("There is nothing to import", ["`csv` must be the text of the file."]);
    const { rows, complaints, value } = importCsv(name, this.values, fields.csv);
    const { revision } = this.#held.stampOf(name);
    if (fields.isTrial === true) return done({ isSaved: false, revision, rows, complaints, value });
    if (complaints.length > 0) return wrong("Nothing was imported", complaints.map(rowSentence));
    const saved = this.put(name, { by: fields.by, revision: fields.revision ?? revision, value });
    if (saved.kind === "refused") return saved;
    return done({
      ...{ isSaved: true, rows, complaints },
      revision: saved.value.revision,
      value: saved.value.value,
    });
  }

  /** The alias and the shift of one agent are taken out, where they have any. */
  forgetAgent(agentId: string, by: unknown): Reply<null> {
    const who = readPerson(by);
    if (typeof who !== "string") return who;
    const { privacy, shifts } = this.values;
    const aliases = privacy.aliases.filter((one) => one.agentId !== agentId);
    const assignments = shifts.assignments.filter((one) => one.kind !== "agent" || one.who !== agentId);
    const values = {
      ...(aliases.length < privacy.aliases.length ? { privacy: { ...privacy, aliases } } : {}),
      ...(assignments.length < shifts.assignments.length ? { shifts: { ...shifts, assignments } } : {}),
    };
    if (Object.keys(values).length === 0) return done(null);
    const refusal = this.#held.saveAll(values, { by: who, what: "changed", subject: "privacy" });
    if (refusal === null) this.#onChange();
    return refusal ?? done(null);
  }

  /** Documents of a backup: a trial says what would change; otherwise all of them are put in force, or none. */
  restore(file: Fields, by: unknown, isTrial: boolean): Reply<readonly RestoredDocument[]> {
    const who = readPerson(by);
    if (typeof who !== "string") return who;
    const { documents, values } = planRestore(this.values, file);
    if (isTrial || Object.keys(values).length === 0) return done(documents);
    const refusal = this.#held.saveAll(values, { by: who, what: "restored", subject: "setup" });
    if (refusal === null) this.#onChange();
    return refusal ?? done(documents);
  }

  /** What screens are set up by and is kept elsewhere has changed: the revision rises, so that they ask again. */
  touch(by: string, subject: string): Reply<number> {
    const refusal = this.#held.touch({ by, what: "changed", subject });
    if (refusal === null) this.#onChange();
    return refusal ?? done(this.revision);
  }

  /** A deed that changes nothing that is kept here; `also` is written with it. */
  note(change: Change): Reply<null> {
    const by = readPerson(change.by);
    if (typeof by !== "string") return by;
    return this.#held.note({ ...change, by }) ?? done(null);
  }

  /** How many deeds are from before `at`. */
  oldDeeds(at: number): number {
    return this.#held.store.countDeedsBefore(at);
  }

  /** Forgets them, a slice at a time. */
  forgetDeeds(at: number): void {
    this.#held.store.forgetDeeds(at, BOUNDS.pruneRowsMax);
  }

  /** A sentence for each screen whose board would not be among `boards`. */
  #orphans(boards: readonly { readonly id: string }[]): readonly string[] {
    const ids = new Set(boards.map(({ id }) => id));
    return this.values.screens.flatMap(({ name, board, schedule }) => {
      const gone = [board, ...schedule.map((span) => span.board)].find((id) => !ids.has(id));
      if (gone === undefined) return [];
      return [`The screen ${quoted(name)} shows the board ${quoted(gone)}; give it another one first.`];
    });
  }

  /** The list has been read as what the name says. */
  #saveList(name: ListedName, list: readonly (BoardPlan | ScreenPlan)[], change: Change): Refused | null {
    return this.#save(name, list as SetupDocuments[ListedName], change);
  }

  #save<N extends SetupName>(name: N, value: SetupDocuments[N], change: Change): Refused | null {
    const refusal = this.#held.save(name, value, change);
    if (refusal === null) this.#onChange();
    return refusal;
  }
}

const MOST_DEEDS = BOUNDS.alertPageMax;
const OTHER_ID = "The `id` is not the one in the address. Make both the same.";
const AGAIN = "Put it with `revision: null` to have it again.";

const rowSentence = ({ row, text }: ImportComplaint): string => (row === 0 ? text : `Row ${row}: ${text}`);
