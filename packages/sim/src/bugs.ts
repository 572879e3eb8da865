/**
 * Bugs planted on purpose, to prove that the checks would see them: each sits between the desk and its surroundings
 * and makes it behave as a broken desk would. None of them is a switch in the product.
 */
import type { AlertDesk, AlertPorts } from "@callboard/alert-desk";
import type { Ports, RelayPorts, ViewerSocket } from "@callboard/desk";
import {
  feedTrusted,
  gapIgnored,
  hastyThaw,
  readingsKept,
  seqBlind,
  staysForgotten,
} from "./planted/alert-ears.ts";
import {
  commitAfterTell,
  endsAlone,
  everDelivered,
  neverSettled,
  newIdEachTry,
  wallsForgotten,
} from "./planted/alert-mouths.ts";
import { doubleDialer, hastyDialer } from "./planted/dialers.ts";
import { contactCountedTwice, orderBlind } from "./planted/ears.ts";
import {
  forgetfulLedger,
  lateRenewal,
  partialIsWhole,
  restAlwaysWins,
  sharedAnswers,
} from "./planted/keepers.ts";
import { droppedDelta, evergreenLabel, seqThatFalls } from "./planted/mouths.ts";
import { acrossEpochs, fullNamesForAll, selfBeating } from "./planted/relays.ts";

/** What queues and their consumers ask of an alert desk. */
export type AlertDoor = Pick<AlertDesk, "take" | "claim" | "settle">;

/** Where a planted bug may sit, for one tenant. */
export interface TenantWraps {
  readonly alertPorts: (ports: AlertPorts) => AlertPorts;
  readonly alertDoor: (desk: AlertDoor) => AlertDoor;
  readonly ports: (ports: Ports) => Ports;
  readonly viewerSocket: (socket: ViewerSocket) => ViewerSocket;
  readonly relayPorts: (ports: RelayPorts) => RelayPorts;
}

/** What outlives one tenant's desk, and what the tenants of a run may wrongly share. */
export interface Ground {
  readonly shared: Map<string, unknown>;
}

export interface PlantedBug {
  readonly name: string;
  readonly about: string;
  /** Called once a tenant; what must outlive a desk is kept in the closure. */
  readonly plant: (ground: Ground) => Partial<TenantWraps>;
}

const NO_BUG: TenantWraps = {
  ports: (ports) => ports,
  viewerSocket: (socket) => socket,
  alertPorts: (ports) => ports,
  alertDoor: (desk) => desk,
  relayPorts: (ports) => ports,
};

export const BUGS: readonly PlantedBug[] = [
  {
    name: "double-dialer",
    about: "hangs up in name only, and hears old dials in the name of the new one",
    plant: doubleDialer,
  },
  { name: "hasty-dialer", about: "dials again by itself when a dial fails", plant: hastyDialer },
  { name: "forgetful-ledger", about: "loses every seventh row of the log", plant: forgetfulLedger },
  { name: "late-renewal", about: "believes that tokens live 40 s longer than they do", plant: lateRenewal },
  {
    name: "partial-is-whole",
    about: "takes who is missing from an answer for signed out",
    plant: partialIsWhole,
  },
  {
    name: "rest-always-wins",
    about: "dates REST rows by their arrival, so that old ones win",
    plant: restAlwaysWins,
  },
  { name: "shared-answers", about: "keeps answers by path alone, for all tenants", plant: sharedAnswers },
  {
    name: "order-blind",
    about: "dates events by their arrival, so that the last to come wins",
    plant: orderBlind,
  },
  {
    name: "counted-twice",
    about: "takes a repeated contact event for another contact",
    plant: contactCountedTwice,
  },
  {
    name: "dropped-delta",
    about: "loses one delta in fifty and pretends that the next one fits",
    plant: droppedDelta,
  },
  { name: "evergreen-label", about: "goes on telling screens that the feed is live", plant: evergreenLabel },
  { name: "falling-seq", about: "numbers a snapshot lower than what went before", plant: seqThatFalls },
  { name: "seq-blind", about: "takes a batch again that it has taken before", plant: seqBlind },
  { name: "gap-ignored", about: "steps over a hole in the desk's log", plant: gapIgnored },
  { name: "feed-trusted", about: "judges rules in blind time", plant: feedTrusted },
  { name: "hasty-thaw", about: "judges before ground truth was compared", plant: hastyThaw },
  { name: "readings-kept", about: "takes a queue's old reading for a new one", plant: readingsKept },
  {
    name: "stays-forgotten",
    about: "takes a stay behind a blind time for another one",
    plant: staysForgotten,
  },
  { name: "commit-after-tell", about: "tells what a crash then loses", plant: commitAfterTell },
  { name: "walls-forgotten", about: "tells the walls that nothing fires", plant: wallsForgotten },
  { name: "ever-delivered", about: "takes every attempt for a delivery", plant: everDelivered },
  { name: "never-settled", about: "sends again what was delivered", plant: neverSettled },
  { name: "new-id-each-try", about: "gives each try of a notice another id", plant: newIdEachTry },
  { name: "ends-alone", about: "tells the end of what it never told of", plant: endsAlone },
  {
    name: "self-beating",
    about: "a relay that goes on beating while its line is silent",
    plant: selfBeating,
  },
  {
    name: "across-epochs",
    about: "a relay that takes a new epoch of its desk for the one that its screens hold",
    plant: acrossEpochs,
  },
  {
    name: "full-names-for-all",
    about: "a relay that follows its desk by one line for all styles of names",
    plant: fullNamesForAll,
  },
];

/** The planted bug's wraps, or none. */
export function wrapsOf(bug: PlantedBug | undefined, ground: Ground): TenantWraps {
  return { ...NO_BUG, ...bug?.plant(ground) };
}
