/**
 * What people have set, as it is asked for across objects: the part of the tenant's desk that routes call. `null` where the desk
 * cannot be opened.
 */
import { SETUP_NAMES, type SetupName } from "@callboard/boards";
import {
  type ExportName,
  exportCsv,
  type Fields,
  type ImportName,
  type ListedName,
  type SetupBook,
} from "@callboard/setup";
import { ScreensDesk } from "./screens/screens-desk.ts";

/** A turn with the book of settings. No name, so that nobody can call it from another object. */
export const WITH_BOOK = Symbol("with book");

export abstract class SetupDesk extends ScreensDesk {
  abstract [WITH_BOOK]<Value>(what: string, turn: (book: SetupBook) => Value): Value | null;

  setup() {
    return this[WITH_BOOK]("setup", (book) => book.all());
  }

  setupView(name: SetupName) {
    return this[WITH_BOOK]("setup view", (book) => book.view(name));
  }

  putSetup(name: SetupName, fields: Fields) {
    return this[WITH_BOOK]("put setup", (book) => book.put(name, fields));
  }

  checkSetup(name: SetupName, value: unknown) {
    return this[WITH_BOOK]("check setup", (book) => book.check(name, value));
  }

  importSetup(name: ImportName, fields: Fields) {
    return this[WITH_BOOK]("import setup", (book) => book.importCsv(name, fields));
  }

  exportSetup(name: ExportName) {
    return this[WITH_BOOK]("export setup", (book) => exportCsv(name, book.values));
  }

  setupDeeds(query: Fields) {
    return this[WITH_BOOK]("setup deeds", (book) => book.deeds(query));
  }

  oneOfSetup(name: ListedName, id: string) {
    return this[WITH_BOOK]("one of setup", (book) => book.one(name, id));
  }

  putOneOfSetup(name: ListedName, id: string, fields: Fields) {
    return this[WITH_BOOK]("put one", (book) => book.putOne(name, id, fields));
  }

  removeOneOfSetup(name: ListedName, id: string, fields: Fields) {
    return this[WITH_BOOK]("remove one", (book) => book.removeOne(name, id, fields));
  }

  checkOneOfSetup(name: ListedName, value: unknown) {
    return this[WITH_BOOK]("check one", (book) => book.checkOne(name, value));
  }

  /** All documents by name, as JSON: what a call between objects may carry. What cannot be read is not among them. */
  backupSetup() {
    return this[WITH_BOOK]("backup setup", (book) => {
      const names = SETUP_NAMES.filter((name) => !book.unreadable.has(name));
      return JSON.stringify(Object.fromEntries(names.map((name) => [name, book.values[name]])));
    });
  }

  /** `file`: such a text. */
  restoreSetup(file: string, by: string, isTrial: boolean) {
    return this[WITH_BOOK]("restore setup", (book) => book.restore(JSON.parse(file) as Fields, by, isTrial));
  }

  /** An agent's alias and shift go. */
  forgetAgent(agentId: string, by: string) {
    return this[WITH_BOOK]("forget agent", (book) => book.forgetAgent(agentId, by));
  }

  /** How much of the log of deeds is from before `at`. */
  oldDeeds(at: number) {
    return this[WITH_BOOK]("old deeds", (book) => book.oldDeeds(at));
  }

  /** Forgets a slice of that. */
  forgetDeeds(at: number) {
    return this[WITH_BOOK]("forget deeds", (book) => book.forgetDeeds(at) ?? true);
  }

  /** Notes a deed that changed nothing here. */
  noteDeed(by: string, what: string, subject: string) {
    return this[WITH_BOOK]("note deed", (book) => book.note({ by, what, subject }));
  }

  /** Something that screens are set up by has changed elsewhere: they hear of it, and ask again. */
  touchSetup(by: string, subject: string) {
    return this[WITH_BOOK]("touch setup", (book) => book.touch(by, subject));
  }
}
