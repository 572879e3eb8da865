/** Alerts as they stood at a past moment, from how they are of record now. Pure. */
import type { EpochMs } from "@callboard/core";
import type { BoardAlert } from "@callboard/protocol";

/** An alert of record as walls show it, and when it was over. */
export interface PastAlert {
  readonly alert: BoardAlert;
  /** `null`: it still fires. */
  readonly resolvedAt: EpochMs | null;
}

/** Those that fired at `at`: no deed of a person that came later is shown, and none is made up. */
export const alertsAt = (alerts: readonly PastAlert[], at: EpochMs): BoardAlert[] =>
  alerts
    .filter(({ alert, resolvedAt }) => alert.firedAt <= at && (resolvedAt === null || at < resolvedAt))
    .map(({ alert }) => alertAt(alert, at));

function alertAt(alert: BoardAlert, at: EpochMs): BoardAlert {
  const { acknowledged, silenced, lastComment } = alert;
  const isCommented = lastComment !== null && lastComment.at <= at;
  return {
    ...alert,
    phase: "firing",
    acknowledged: acknowledged !== null && acknowledged.at <= at ? acknowledged : null,
    silenced: silenced !== null && at < silenced.until ? silenced : null,
    comments: isCommented ? alert.comments : 0,
    lastComment: isCommented ? lastComment : null,
  };
}
