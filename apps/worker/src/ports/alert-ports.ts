/** The alert desk's ports, supplied from Cloudflare. Each is thin: whatever can be decided is decided in the alert desk. */
import type { AlertPorts, Answered, FloorDesk, NoticeQueue, SinkVault } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import type { NoticeMessage } from "../queues/messages.ts";
import { pack, unpack } from "../storage/pack.ts";
import { sqlPort } from "../storage/sql-port.ts";
import type { TenantDesk } from "../tenant-desk.ts";
import { alarmPort, consoleJournal, type Guard, timersPort } from "./ports.ts";
import type { Tenure } from "./tenure.ts";

export interface AlertPortsParts {
  readonly storage: DurableObjectStorage;
  readonly tenant: string;
  /** The tenant's desk, found anew for each question: the stub of an object that has restarted is dead. */
  readonly desk: () => DurableObjectStub<TenantDesk>;
  readonly notices: Queue<NoticeMessage>;
  readonly vault: SinkVault;
  readonly guard: Guard;
  readonly tenure: Tenure;
}

export function alertPorts({
  storage,
  tenant,
  desk,
  notices,
  vault,
  guard,
  tenure,
}: AlertPortsParts): AlertPorts {
  const journal = consoleJournal();
  return {
    clock: { now: () => Date.now() },
    chance: Math.random,
    timers: timersPort(guard, tenure),
    alarm: alarmPort(storage, tenant),
    sql: sqlPort(storage),
    vault,
    floor: floorPort(desk, guard),
    notices: noticesPort(notices, tenant, guard),
    packer: {
      pack(text, done) {
        pack(text).then(
          (bytes) => guard("pack", () => done(bytes)),
          () => guard("pack", () => done(null)),
        );
      },
      unpack(bytes, done) {
        unpack(bytes).then(
          (text) => guard("unpack", () => done(text)),
          () => guard("unpack", () => done(null)),
        );
      },
    },
    journal,
    newId: () => crypto.randomUUID(),
    newSigningSecret: () => `whsec_${base64(crypto.getRandomValues(new Uint8Array(32)))}`,
  };
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function floorPort(desk: AlertPortsParts["desk"], guard: Guard): FloorDesk {
  /** An answer, or a failure: of the call itself, or of a desk that cannot be opened. */
  const asked = <Value>(
    what: string,
    question: Promise<Answered<Value> | null>,
    done: (answer: Answered<Value>) => void,
  ): void => {
    question.then(
      (answer) => guard(what, () => done(answer ?? FAILED)),
      () => guard(what, () => done(FAILED)),
    );
  };
  return {
    rowsAfter: (lineage, seq, done) => asked("rows after", desk().rowsAfter(lineage, seq), done),
    snapshot: (done) => asked("snapshot", desk().snapshot(), done),
    show: (push, done) => asked("show", desk().show(push), done),
  };
}

const FAILED = { kind: "failed" } as const;

function noticesPort(queue: Queue<NoticeMessage>, tenant: string, guard: Guard): NoticeQueue {
  return {
    send(noticeIds, done) {
      sendAll(queue, tenant, noticeIds).then(
        () => guard("notices", () => done(true)),
        () => guard("notices", () => done(false)),
      );
    },
  };
}

/** A part that was taken before another was refused is handed out twice, which the alert desk sees when it is claimed. */
async function sendAll(
  queue: Queue<NoticeMessage>,
  tenant: string,
  noticeIds: readonly string[],
): Promise<void> {
  for (let from = 0; from < noticeIds.length; from += BOUNDS.messagesPerSendMax) {
    const part = noticeIds.slice(from, from + BOUNDS.messagesPerSendMax);
    await queue.sendBatch(part.map((noticeId) => ({ body: { tenant, noticeId }, contentType: "json" })));
  }
}
