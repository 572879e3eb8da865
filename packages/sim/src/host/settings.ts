/**
 * What people set while the desk runs: another name of the site, other aliases, another revision. A desk that is begun anew
 * is given the newest, as the Worker's is from its store. Nothing here may change what is true of the floor, so that the
 * checker's truth stays the world's alone.
 */
import type { Site } from "@callboard/core";
import type { Desk, DeskSetup } from "@callboard/desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";

export interface SettingsParts {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly site: Site;
  readonly agentIds: readonly string[];
  /** One turn of the desk, if it is there. */
  readonly tell: (turn: (desk: Desk) => void) => void;
}

export class Settings {
  readonly #parts: SettingsParts;
  #site: Site;
  #setup: DeskSetup = { revision: 0, aliases: new Map() };

  constructor(parts: SettingsParts) {
    this.#parts = parts;
    this.#site = parts.site;
    this.#soon();
  }

  get site(): Site {
    return this.#site;
  }

  get setup(): DeskSetup {
    return this.#setup;
  }

  #soon(): void {
    const { scheduler, random } = this.#parts;
    scheduler.after(1 + random.exponential(SIM.settingsEveryMs), () => {
      this.#change();
      this.#soon();
    });
  }

  #change(): void {
    const { random, tell, site, agentIds } = this.#parts;
    const revision = this.#setup.revision + 1;
    if (random.chance(0.3)) {
      this.#site = { ...site, name: `${site.name} ${revision}` };
      tell((desk) => desk.setSite(this.#site));
    }
    const isRenaming = random.chance(0.4) && agentIds.length > 0;
    const aliases = isRenaming
      ? new Map([...this.#setup.aliases, [random.pick(agentIds), `Alias ${revision}`]])
      : this.#setup.aliases;
    this.#setup = { revision, aliases };
    tell((desk) => desk.setSetup(this.#setup));
  }
}
