/** Short words on what was done, which go by themselves; the oldest give way, so that a storm cannot cover the page. */
import { shallowRef } from "vue";

export interface Toast {
  readonly id: number;
  readonly tone: "good" | "bad";
  readonly title: string;
  readonly detail: string;
}

const TOASTS_MOST = 3;
let next = 0;
export const toasts = shallowRef<readonly Toast[]>([]);

export function toast(tone: Toast["tone"], title: string, detail = ""): void {
  next += 1;
  toasts.value = [...toasts.value, { id: next, tone, title, detail }].slice(-TOASTS_MOST);
}

export function dropToast(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}
