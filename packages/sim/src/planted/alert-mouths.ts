/** Planted bugs in what an alert desk keeps and tells. Never used but to be found. */
import type { AlertPorts, Sql } from "@callboard/alert-desk";
import type { DeliveryAnswer } from "@callboard/notices";
import type { AlertDoor, TenantWraps } from "../bugs.ts";

const DELIVERED: DeliveryAnswer = { kind: "answered", status: 202, retryAfterMs: null, body: "" };

const withDoor = (change: (desk: AlertDoor) => Partial<AlertDoor>): Partial<TenantWraps> => ({
  alertDoor: (desk) => ({
    take: (batches, done) => desk.take(batches, done),
    claim: (noticeId) => desk.claim(noticeId),
    settle: (noticeId, answer) => desk.settle(noticeId, answer),
    ...change(desk),
  }),
});

/** Whatever came of a notice, it counts as delivered. */
export const everDelivered = (): Partial<TenantWraps> =>
  withDoor((desk) => ({ settle: (noticeId) => desk.settle(noticeId, DELIVERED) }));

/** What came of a notice is not noted, so that it is sent again. */
export const neverSettled = (): Partial<TenantWraps> => withDoor(() => ({ settle: () => ({ kind: "ack" }) }));

/** Each try has an id of its own. */
export const newIdEachTry = (): Partial<TenantWraps> => {
  let tries = 0;
  return withDoor((desk) => ({
    claim(noticeId) {
      const claim = desk.claim(noticeId);
      tries += 1;
      if (claim.kind !== "send") return claim;
      return { ...claim, notice: { ...claim.notice, id: `${claim.notice.id}.${tries}` } };
    },
  }));
};

/** An end is told as soon as it is known, whatever became of the beginning: the fire is passed over. */
export const endsAlone = (): Partial<TenantWraps> => {
  let fires = 0;
  return withDoor((desk) => ({
    claim(noticeId) {
      const claim = desk.claim(noticeId);
      if (claim.kind !== "send" || claim.notice.kind !== "fire") return claim;
      fires += 1;
      if (fires % 5 !== 0) return claim;
      desk.settle(noticeId, DELIVERED);
      return { kind: "settled" };
    },
  }));
};

/**
 * What is told is told before it is kept: commits reach the disk only now and then, and a crash loses what lies between.
 * It stands on savepoints inside one long transaction.
 */
export const commitAfterTell = (): Partial<TenantWraps> => {
  let isOpen = false;
  return {
    alertPorts(ports: AlertPorts) {
      // Another life of the alert desk: what was not written by then is lost.
      if (isOpen) ports.sql.all("ROLLBACK");
      isOpen = false;
      let commits = 0;
      const sql: Sql = {
        all: (statement, ...bindings) => ports.sql.all(statement, ...bindings),
        bytes: () => ports.sql.bytes(),
        transaction(work) {
          if (!isOpen) ports.sql.all("BEGIN");
          isOpen = true;
          ports.sql.all("SAVEPOINT kept");
          try {
            const given = work();
            ports.sql.all("RELEASE kept");
            commits += 1;
            if (commits % 10 === 0) {
              ports.sql.all("COMMIT");
              isOpen = false;
            }
            return given;
          } catch (error) {
            ports.sql.all("ROLLBACK TO kept");
            throw error;
          }
        },
      };
      return { ...ports, sql };
    },
  };
};

/** Walls are told once, and then that nothing has changed. */
export const wallsForgotten = (): Partial<TenantWraps> => ({
  alertPorts(ports) {
    let tells = 0;
    return {
      ...ports,
      floor: {
        ...ports.floor,
        show(push, done) {
          tells += 1;
          ports.floor.show(tells > 3 ? { ...push, alerts: [], more: 0 } : push, done);
        },
      },
    };
  },
});
