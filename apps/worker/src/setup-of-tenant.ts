/**
 * A tenant's settings beside its desk: the book on the object's own storage, what of it the desk is to know, and what is known of the
 * screens that were set. The desk hears of a site anew only where something of the site has changed, as everybody is judged anew by it.
 */
import type { SetupDocuments, SiteView, WallSetup } from "@callboard/boards";
import type { Site } from "@callboard/core";
import type { DeskSetup } from "@callboard/desk";
import type { NameStyle } from "@callboard/protocol";
import { type Asked, namesFor, presetSetup, SetupBook, siteOf, wallSetup } from "@callboard/setup";
import type { Reply } from "@callboard/shell";
import { ScreenBook } from "@callboard/tenancy";
import { consoleJournal } from "./ports/ports.ts";
import { sqlPort } from "./storage/sql-port.ts";
import type { View } from "./view.ts";

export interface TenantSetupParts {
  readonly tenant: string;
  readonly storage: DurableObjectStorage;
  /** The tenant as the deployment's setting has it. */
  readonly site: Site;
  readonly onChange: () => void;
}

export class TenantSetup {
  readonly book: SetupBook;
  readonly screens: ScreenBook;
  #sites: readonly SiteView[] = [];
  #told: SetupDocuments;

  constructor({ tenant, storage, site, onChange }: TenantSetupParts) {
    this.book = new SetupBook({
      ...{ sql: sqlPort(storage), onChange },
      clock: { now: () => Date.now() },
      presets: presetSetup(site),
    });
    for (const name of this.book.unreadable) consoleJournal().note("setup not readable", { tenant, name });
    this.#told = this.book.values;
    this.screens = new ScreenBook({ sql: sqlPort(storage), clock: { now: () => Date.now() } });
    this.followScreens();
  }

  /** Screens that were set anew get their numbers; gives those that are gone, and their credentials with them. */
  followScreens(): readonly string[] {
    return this.screens.follow(this.book.values.screens.map(({ id }) => id));
  }

  get site(): Site {
    return siteOf(this.book.values);
  }

  /** The site where it is another one than when this was asked last. */
  takeNewSite(): Site | null {
    const [before, now] = [this.#told, this.book.values];
    this.#told = now;
    const isSame =
      before.general === now.general &&
      before.codes === now.codes &&
      before.goals === now.goals &&
      before.shifts === now.shifts;
    return isSame ? null : this.site;
  }

  get deskSetup(): DeskSetup {
    const { revision, values } = this.book;
    return {
      revision,
      aliases: new Map(values.privacy.aliases.map(({ agentId, alias }) => [agentId, alias])),
    };
  }

  /** `sites`: from the alert desk's calendar; `null` where it could not be asked, and what it said last stands. */
  wall(asked: Asked, sites: readonly SiteView[] | null): Reply<WallSetup> {
    this.#sites = sites ?? this.#sites;
    return wallSetup(this.book, asked, this.#sites);
  }

  /** `null` where the screen or the board that is asked for is not there. */
  namesFor(asked: Asked, wanted: NameStyle | null): NameStyle | null {
    const reply = namesFor(this.book, asked, wanted);
    return reply.kind === "done" ? reply.value : null;
  }

  /**
   * How a view shows names now. Of a board that is gone they are shown as they were: whoever asks for the setup hears that it is
   * gone. A relay's line has its style as long as it lives: its screens are judged each.
   */
  namesNow(view: View): NameStyle {
    return view.relay === null ? (this.namesFor(view, view.wanted) ?? view.names) : view.names;
  }
}
