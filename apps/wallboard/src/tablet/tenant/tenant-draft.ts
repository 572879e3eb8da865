/** A tenant while it is edited: as a draft of the setting-up, saved through the door of whoever edits it. */
import type { CheckReport, TenantView } from "@callboard/api/client";
import { type ComputedRef, computed, type ShallowRef, shallowRef } from "vue";
import { t } from "../../words/words.ts";
import type { Call } from "../api/call.ts";
import type { Answer } from "../api/request.ts";
import { type Draft, useDraft } from "../setup/use/draft.ts";
import {
  changeOf,
  formOf,
  freshForm,
  inputOf,
  isOtherConnection,
  mistakesInForm,
  type TenantForm,
} from "./tenant-form.ts";

export interface TenantDraft {
  readonly draft: Draft<TenantForm>;
  /** As the server holds it; `null` for one that is being added. */
  readonly stored: ShallowRef<TenantView | null>;
  /** Why the connection cannot be checked now; empty where it can. */
  readonly hindrance: ComputedRef<string>;
  readonly checksTyped: ComputedRef<boolean>;
  check(): Promise<Answer<CheckReport>>;
}

interface DraftOf {
  readonly call: Call;
  /** `null`: a new one. */
  readonly id: string | null;
  /** Whether all of it may be changed, as by whoever runs the deployment. */
  readonly isWhole: boolean;
  readonly region: string | null;
  onSaved?(view: TenantView): void;
}

export function useTenantDraft({ call, id, isWhole, region, onSaved }: DraftOf): TenantDraft {
  const stored = shallowRef<TenantView | null>(null);
  const take = (answer: Answer<TenantView>) => {
    if (answer.kind === "failed") return answer;
    stored.value = answer.value;
    return { kind: "done", value: formOf(answer.value) } as const;
  };
  const draft = useDraft<TenantForm>(
    {
      async load() {
        if (id !== null) return take(await call("tenant", { params: { tenant: id } }));
        return { kind: "done", value: { revision: 0, changed: null, value: freshForm(region) } };
      },
      async save({ revision, value }) {
        const params = { tenant: id ?? value.id };
        return take(
          isWhole
            ? await call("addTenant", {
                params,
                body: { revision: id === null ? null : revision, value: inputOf(value) },
              })
            : await call("changeTenant", { params, body: { revision, value: changeOf(value) } }),
        );
      },
      check: (value) => mistakesInForm(value, id === null),
    },
    () => {
      if (stored.value !== null) onSaved?.(stored.value);
    },
  );
  const checksTyped = computed(() => isWhole && (draft.value.value?.clientSecret ?? "") !== "");
  const hindrance = computed(() => {
    const form = draft.value.value;
    if (form === null || checksTyped.value) return "";
    const before = stored.value === null ? null : formOf(stored.value).value;
    if (before === null) return t("tenants.check.fillIn");
    const isTyped = isOtherConnection(form, before) || form.clientSecret !== "";
    if (!isTyped) return "";
    return t(isWhole ? "tenants.check.needsSecret" : "tenants.check.saveFirst");
  });
  return {
    draft,
    stored,
    hindrance,
    checksTyped,
    check: () =>
      checksTyped.value && draft.value.value !== null
        ? call("checkConnection", { body: inputOf(draft.value.value) })
        : call("checkTenant", { params: { tenant: id ?? "" }, body: {} }),
  };
}
