/** Silences: what is muted on purpose, until when, by whom and why. Kept after they are over. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { done, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import { expireSilences, muteAnew } from "../incidents/mute.ts";
import { tellIncidents } from "../incidents/tell.ts";
import type { Memory } from "../memory.ts";
import type { Silence, SilenceView } from "../views.ts";
import { silenceOrder } from "./asked.ts";
import { noStorage, notFound, readEdge, readPerson } from "./edge.ts";
import { isActive } from "./silence-match.ts";

export function listSilences(book: Book): Reply<readonly SilenceView[]> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const past = book.read(() => book.stores.settings.pastSilences(book.now, BOUNDS.alertPageMax));
  if (past === null) return noStorage;
  const active = [...memory.silences.values()].filter((silence) => isActive(silence, book.now));
  return done([...active, ...past].map((silence) => silenceView(memory, silence, book.now)));
}

function silenceView(memory: Memory, silence: Silence, now: EpochMs): SilenceView {
  const mutes = [...memory.alerts.values()].filter(({ silenced }) => silenced?.id === silence.id).length;
  return { ...silence, isActive: isActive(silence, now), mutes };
}

export function addSilence(book: Book, value: unknown): Reply<SilenceView> {
  const read = readEdge("silence", silenceOrder, value);
  if (read.kind === "refused") return read;
  const { matcher, minutes, until: given, reason, by } = read.value;
  const { now } = book;
  if ((minutes === undefined) === (given === undefined))
    return refused(400, "This is no silence", "Say either `minutes` or `until`, so that it ends.");
  const until = given ?? now + (minutes ?? 0) * 60_000;
  if (until <= now) return refused(400, "This is no silence", "`until` must be ahead of now.");
  if (until - now > BOUNDS.silenceMaxMs)
    return refused(
      400,
      "This is no silence",
      "A silence may last 30 days at most; switch the rule off instead.",
    );
  if (Object.values(matcher).every((one) => one === undefined || one.length === 0))
    return refused(
      400,
      "This is no silence",
      "`matcher` must name at least one rule, severity, queue, team or agent.",
    );
  const added = book.commit((memory): Reply<SilenceView> => {
    expireSilences(book, memory, now);
    if (memory.silences.size >= BOUNDS.silencesMax)
      return refused(
        409,
        "There are too many silences",
        `At most ${BOUNDS.silencesMax} may be active at once.`,
      );
    const silence: Silence = { id: book.ports.newId(), matcher, reason, by, at: now, until, ended: null };
    memory.silences.set(silence.id, silence);
    book.stores.settings.saveSilence(silence);
    muteAnew(book, memory, now);
    tellIncidents(book, memory, now);
    return done(silenceView(memory, silence, now));
  });
  return added.kind === "committed" ? added.value : noStorage;
}

/** Ends one before its time. One that is over already stays as it was. */
export function endSilence(book: Book, silenceId: string, by: unknown): Reply<SilenceView> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const { now } = book;
  const ended = book.commit((memory): Reply<SilenceView> => {
    const silence = memory.silences.get(silenceId) ?? book.stores.settings.silence(silenceId);
    if (silence === null) return notFound("silence", silenceId);
    if (!isActive(silence, now)) return done(silenceView(memory, silence, now));
    const over: Silence = { ...silence, ended: { by: who.value, at: now } };
    memory.silences.delete(silenceId);
    book.stores.settings.saveSilence(over);
    muteAnew(book, memory, now);
    tellIncidents(book, memory, now);
    return done(silenceView(memory, over, now));
  });
  return ended.kind === "committed" ? ended.value : noStorage;
}
