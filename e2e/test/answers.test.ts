/**
 * What the alerts page reads of the Worker's answers is what the alert desk gives. The page writes its shapes by hand, as it
 * may not import the desk; here each of its questions is held against what answers it. The type checker is the judge
 * (`pnpm typecheck`): nothing of either part is run.
 */
import type { AlertDesk } from "@callboard/alert-desk";
import type { BacktestReport } from "@callboard/core/alerting";
import type { AlertsApi } from "@callboard/wallboard/alerts-api";
import { expectTypeOf, it } from "vitest";

type Done<Reply> =
  Extract<Reply, { readonly kind: "done" }> extends { readonly value: infer Value } ? Value : never;
/** What a method of the desk gives, and what a question of the page expects. */
type Given<Name extends keyof AlertDesk> = AlertDesk[Name] extends (...given: never) => infer Reply
  ? Done<Reply>
  : never;
type Read<Name extends keyof AlertsApi> = Done<Awaited<ReturnType<AlertsApi[Name]>>>;

it("what the page reads of alerts and silences is what the desk gives", () => {
  expectTypeOf<Given<"alerts">>().toExtend<Read<"alerts">>();
  expectTypeOf<Given<"alert">>().toExtend<Read<"alert">>();
  expectTypeOf<Given<"acknowledge">>().toExtend<Read<"acknowledge">>();
  expectTypeOf<Given<"unacknowledge">>().toExtend<Read<"unacknowledge">>();
  expectTypeOf<Given<"comment">>().toExtend<Read<"comment">>();
  expectTypeOf<Given<"silences">>().toExtend<Read<"silences">>();
  expectTypeOf<Given<"silence">>().toExtend<Read<"silence">>();
  expectTypeOf<Given<"endSilence">>().toExtend<Read<"endSilence">>();
});

it("what the page reads of rules and opening hours is what the desk gives", () => {
  expectTypeOf<Given<"rules">>().toExtend<Read<"rules">>();
  expectTypeOf<Given<"putRule">>().toExtend<Read<"putRule">>();
  expectTypeOf<Given<"removeRule">>().toExtend<Read<"removeRule">>();
  expectTypeOf<Given<"restoreRule">>().toExtend<Read<"restoreRule">>();
  expectTypeOf<Given<"checkRule">>().toExtend<Read<"checkRule">>();
  expectTypeOf<BacktestReport>().toExtend<Read<"backtest">>();
  expectTypeOf<Given<"why">>().toExtend<Read<"why">>();
  expectTypeOf<Given<"calendar">>().toExtend<Read<"calendar">>();
  expectTypeOf<Given<"putCalendar">>().toExtend<Read<"putCalendar">>();
});

it("what the page reads of sinks and notices is what the desk gives", () => {
  expectTypeOf<Given<"sinks">>().toExtend<Read<"sinks">>();
  expectTypeOf<Given<"putSink">>().toExtend<Read<"putSink">>();
  expectTypeOf<Given<"removeSink">>().toExtend<Read<"removeSink">>();
  expectTypeOf<Given<"noteTest">>().toExtend<Read<"testSink">>();
  expectTypeOf<Given<"rotateSecret">>().toExtend<Read<"rotateSecret">>();
  expectTypeOf<Given<"endRotation">>().toExtend<Read<"endRotation">>();
  expectTypeOf<Given<"notices">>().toExtend<Read<"deadLetters">>();
  expectTypeOf<Given<"resend">>().toExtend<Read<"resend">>();
  expectTypeOf<Given<"resendDead">>().toExtend<Read<"resendDead">>();
});

it("no question of the page is left out above", () => {
  expectTypeOf<keyof AlertsApi>().toEqualTypeOf<
    | (
        | "alerts"
        | "alert"
        | "acknowledge"
        | "unacknowledge"
        | "comment"
        | "silences"
        | "silence"
        | "endSilence"
      )
    | ("rules" | "putRule" | "removeRule" | "restoreRule" | "checkRule" | "backtest" | "why")
    | ("calendar" | "putCalendar" | "sinks" | "putSink" | "removeSink" | "testSink" | "rotateSecret")
    | ("endRotation" | "deadLetters" | "resend" | "resendDead")
  >();
});
