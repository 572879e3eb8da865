/** Whom a widget that failed tells, so that its screen's health counts it. */
import type { InjectionKey } from "vue";

export const FAILED: InjectionKey<() => void> = Symbol("failed");
