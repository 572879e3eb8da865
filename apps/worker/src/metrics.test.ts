import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import dashboard from "../../../ops/grafana/callboard.json?raw";
import rules from "../../../ops/prometheus/callboard.rules.yaml?raw";
import { app } from "./app.ts";
import type { Env } from "./env.ts";
import { FAMILIES } from "./metrics/families.ts";
import { tenantOf, until } from "./testing/tenant.ts";

const TOKEN = "a-token-of-a-scraper-in-tests";

const scrape = (query: string, settings: Partial<Env> = {}): Promise<Response> => {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const request = new Request(`http://localhost/api/metrics${query}`, { headers });
  const set = { ...env, CALLBOARD_METRICS_TOKEN: TOKEN, ...settings };
  return Promise.resolve(app.fetch(request, set, createExecutionContext()));
};

/** Of a family, a histogram's three among them: it is there only once there was a cause. */
const ONLY_WITH_CAUSE = new Set([
  ...["callboard_inputs_refused_total", "callboard_viewers_closed_total"],
  ...["callboard_alerts", "callboard_notices", "callboard_clock_skew_seconds"],
  ...["callboard_stream_lag_seconds", "callboard_alert_batches_total"],
  ...["callboard_alert_desk_lag_seconds", "callboard_reconciliation_agents_total"],
]);

const tenant = tenantOf("described");
let text = "";

beforeAll(async () => {
  await until(tenant.status, ({ feed, viewers }) => feed.state === "live" && viewers.frames > 0);
  text = await (await scrape(`?tenant=${tenant.name}`)).text();
});

describe("GET /api/metrics", () => {
  it("is Prometheus' text, line for line", async () => {
    const response = await scrape(`?tenant=${tenant.name}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const series = new Set<string>();
    for (const line of (await response.text()).trimEnd().split("\n")) {
      if (line.startsWith("# ")) {
        expect(line).toMatch(/^# (HELP callboard_\w+ \S.*|TYPE callboard_\w+ (counter|gauge|histogram))$/);
        continue;
      }
      expect(line).toMatch(/^callboard_\w+(\{(\w+="[^"\\]*",?)+\})? -?[\d.e+-]+$/);
      const [name = ""] = line.split(" ");
      expect(series.has(name)).toBe(false);
      series.add(name);
    }
  });

  it("tells how a tenant is: its feed, its frames, its alert desk and its storage", () => {
    expect(text).toContain('callboard_tenant_up{tenant="described",object="desk"} 1');
    expect(text).toContain('callboard_tenant_up{tenant="described",object="alerts"} 1');
    expect(text).toContain('callboard_feed_state{tenant="described",state="live"} 1');
    expect(text).toContain('callboard_feed_state{tenant="described",state="down"} 0');
    expect(text).toMatch(/callboard_frame_latency_seconds_count\{tenant="described"\} [1-9]/);
    expect(text).toMatch(/callboard_stream_messages_total\{tenant="described"\} [1-9]/);
    expect(text).toMatch(/callboard_storage_bytes\{tenant="described",object="desk"\} [1-9]/);
    expect(text).toMatch(/callboard_storage_bytes\{tenant="described",object="alerts"\} [1-9]/);
  });

  it("counts one that does not answer, and goes on", async () => {
    const broken = {
      getByName: () => ({ figures: () => Promise.reject(new Error("away")) }),
    } as unknown as Env["ALERT_DESK"];
    const partly = await (await scrape(`?tenant=${tenant.name}`, { ALERT_DESK: broken })).text();
    expect(partly).toContain('callboard_tenant_up{tenant="described",object="desk"} 1');
    expect(partly).toContain('callboard_tenant_up{tenant="described",object="alerts"} 0');
    expect(partly).toContain("callboard_build_info");
  });

  it("has nobody's name in it", async () => {
    const { agents, queues } = await tenant.board();
    const names = [...agents, ...queues].map(({ name }) => name ?? "").filter((name) => name.length > 3);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(text).not.toContain(name);
  });

  it("refuses a part that there is not", async () => {
    expect((await scrape("?part=4&of=4")).status).toBe(400);
    expect((await scrape("?of=0")).status).toBe(400);
  });

  it("asks every tenant in one part of them and in no other", async () => {
    const idle = { getByName: () => ({ figures: async () => null }) };
    const settings = { TENANT_DESK: idle, ALERT_DESK: idle } as unknown as Partial<Env>;
    const asked = async (query: string): Promise<string[]> => {
      const lines = (await (await scrape(query, settings)).text()).split("\n");
      return lines.filter((line) => line.startsWith("callboard_tenant_up")).toSorted();
    };
    const parts = await Promise.all([0, 1, 2].map((part) => asked(`?part=${part}&of=3`)));
    expect(parts.every(({ length }) => length > 0)).toBe(true);
    expect(parts.flat().toSorted()).toEqual(await asked(""));
  });
});

describe("the dashboard and the alert rules in ops/", () => {
  const named = (source: string): string[] =>
    [...new Set(source.match(/\bcallboard_\w+/g))].map((name) => name.replace(/_(bucket|sum|count)$/, ""));

  it.each([
    ["dashboard", dashboard],
    ["rules", rules],
  ])("name nothing that a scrape does not say: %s", (_, source) => {
    const names = named(source);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      expect(Object.keys(FAMILIES)).toContain(name);
      if (!ONLY_WITH_CAUSE.has(name)) expect(text).toContain(`# TYPE ${name} `);
    }
  });

  it("say what to do for every alert", () => {
    const alerts = rules.match(/- alert: /g) ?? [];
    expect(alerts.length).toBeGreaterThan(10);
    expect(rules.match(/ runbook: \S/g)).toHaveLength(alerts.length);
  });
});

describe("a tenant's desk without a tenant", () => {
  it("has no figures", () =>
    runInDurableObject(env.TENANT_DESK.getByName("figures-nobody"), async (desk) => {
      expect(desk.figures()).toBeNull();
    }));
});
