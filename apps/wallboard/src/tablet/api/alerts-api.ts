/** Every question and deed of the alerts page, by name. Who does it goes with each deed. */
import type { Ask } from "./request.ts";
import type {
  AlertDetail,
  AlertPage,
  BacktestReport,
  Calendar,
  CalendarRow,
  DeadResent,
  Explanation,
  NoticePage,
  NoticeRow,
  RuleCheck,
  RuleRow,
  SilenceMatcher,
  SilenceRow,
  SinkRow,
  SinkTest,
  SinkWritten,
} from "./shapes.ts";

export interface AlertSearch {
  readonly state: string;
  readonly text: string;
  readonly severity: string;
  readonly ruleId: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly before: string | null;
}

/** What people ask a rule about: an agent, a queue, or the feed. */
export type WhyOf = { readonly kind: "agent" | "queue"; readonly id: string } | { readonly kind: "feed" };

export type AlertsApi = ReturnType<typeof createAlertsApi>;

export function createAlertsApi(tenant: string, ask: Ask) {
  const root = `/api/tenants/${encodeURIComponent(tenant)}`;
  const at = (...parts: readonly string[]) => [root, ...parts.map(encodeURIComponent)].join("/");
  const alert = (id: string, deed: string, body: object) =>
    ask<AlertDetail>("POST", at("alerts", id, deed), body);
  return {
    alerts: (search: AlertSearch) => ask<AlertPage>("GET", `${at("alerts")}${queryOf({ ...search })}`),
    alert: (id: string) => ask<AlertDetail>("GET", at("alerts", id)),
    acknowledge: (id: string, by: string) => alert(id, "acknowledge", { by }),
    unacknowledge: (id: string, by: string) => alert(id, "unacknowledge", { by }),
    comment: (id: string, by: string, text: string) => alert(id, "comments", { by, text }),

    silences: () => ask<readonly SilenceRow[]>("GET", at("silences")),
    silence: (by: string, silence: { matcher: SilenceMatcher; minutes: number; reason: string }) =>
      ask<SilenceRow>("POST", at("silences"), { ...silence, by }),
    endSilence: (id: string, by: string) =>
      ask<SilenceRow>("DELETE", `${at("silences", id)}${queryOf({ by })}`),

    rules: () => ask<readonly RuleRow[]>("GET", at("rules")),
    putRule: (id: string, rule: object, by: string) => ask<RuleRow>("PUT", at("rules", id), { ...rule, by }),
    removeRule: (id: string, by: string) => ask<object>("DELETE", `${at("rules", id)}${queryOf({ by })}`),
    restoreRule: (id: string, by: string) => ask<RuleRow>("POST", at("rules", id, "restore"), { by }),
    checkRule: (rule: object) => ask<RuleCheck>("POST", at("rules", "check"), rule),
    backtest: (order: { readonly rule: object } | { readonly ruleId: string }) =>
      ask<BacktestReport>("POST", at("rules", "backtest"), order),
    why: (ruleId: string, of: WhyOf) =>
      ask<Explanation>(
        "GET",
        `${at("rules", ruleId, "why")}${of.kind === "feed" ? "?feed" : queryOf({ [of.kind]: of.id })}`,
      ),

    calendar: () => ask<CalendarRow>("GET", at("calendar")),
    putCalendar: (calendar: Calendar, by: string) =>
      ask<CalendarRow>("PUT", at("calendar"), { ...calendar, by }),

    sinks: () => ask<readonly SinkRow[]>("GET", at("sinks")),
    putSink: (id: string, sink: object, by: string) =>
      ask<SinkWritten>("PUT", at("sinks", id), { ...sink, by }),
    removeSink: (id: string, by: string) => ask<object>("DELETE", `${at("sinks", id)}${queryOf({ by })}`),
    testSink: (id: string) => ask<SinkTest>("POST", at("sinks", id, "test"), {}),
    rotateSecret: (id: string, by: string) => ask<SinkWritten>("POST", at("sinks", id, "rotate"), { by }),
    endRotation: (id: string, by: string) =>
      ask<SinkWritten>("POST", at("sinks", id, "end-rotation"), { by }),

    deadLetters: (before: string | null) =>
      ask<NoticePage>("GET", `${at("notices")}${queryOf({ state: "dead", before })}`),
    resendDead: (sinkId: string, by: string) =>
      ask<DeadResent>("POST", at("sinks", sinkId, "resend-dead"), { by }),
    resend: (id: string, by: string) => ask<NoticeRow>("POST", at("notices", id, "resend"), { by }),
  };
}

/** What is empty is not asked for. */
function queryOf(fields: Readonly<Record<string, string | number | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
