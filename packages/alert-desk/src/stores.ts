/** All tables of the alert desk, by what is in them. */
import type { Sql } from "./ports.ts";
import { AlertStore } from "./storage/alert-store.ts";
import { ErasureStore } from "./storage/erasure-store.ts";
import { HistoryStore } from "./storage/history-store.ts";
import { IncidentStore } from "./storage/incident-store.ts";
import { MinuteStore } from "./storage/minute-store.ts";
import { NoticeStore } from "./storage/notice-store.ts";
import { SettingsStore } from "./storage/settings-store.ts";
import { SinkStore } from "./storage/sink-store.ts";
import { StreamStore } from "./storage/stream-store.ts";

export interface Stores {
  readonly alerts: AlertStore;
  readonly erasures: ErasureStore;
  readonly history: HistoryStore;
  readonly incidents: IncidentStore;
  readonly minutes: MinuteStore;
  readonly notices: NoticeStore;
  readonly settings: SettingsStore;
  readonly sinks: SinkStore;
  readonly stream: StreamStore;
}

export const storesOf = (sql: Sql): Stores => ({
  alerts: new AlertStore(sql),
  erasures: new ErasureStore(sql),
  history: new HistoryStore(sql),
  incidents: new IncidentStore(sql),
  minutes: new MinuteStore(sql),
  notices: new NoticeStore(sql),
  settings: new SettingsStore(sql),
  sinks: new SinkStore(sql),
  stream: new StreamStore(sql),
});
