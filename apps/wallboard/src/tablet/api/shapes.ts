/** What the alerts pages read of what the Worker answers, by the names that they use for it. The shapes are the API's own. */
import type { BoardAlert } from "@callboard/protocol";

export type {
  AlertDetail,
  AlertPage,
  AlertView as AlertRow,
  AskedHours,
  AttemptView as Attempt,
  BacktestFire,
  BacktestReport,
  CalendarView as CalendarRow,
  Comment,
  ComparedValue,
  DeadResent,
  Entity,
  Evidence,
  EvidenceEvent,
  Explanation,
  Figure,
  NoticeAbout,
  NoticePage,
  NoticeView as NoticeRow,
  PassageView as Passage,
  QueueRow as QueueReading,
  Rule,
  RuleCheck,
  RuleView as RuleRow,
  ShownSink as Sink,
  SilenceMatcher,
  SilenceView as SilenceRow,
  SinkTest,
  SinkView as SinkRow,
  SinkWritten,
  WrittenHours as Calendar,
} from "@callboard/api/client";

export type Unit = BoardAlert["unit"];
