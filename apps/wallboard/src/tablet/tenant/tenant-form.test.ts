/** A tenant's form: what is sent of it, and what is told before anybody is asked. */
import type { TenantView } from "@callboard/api/client";
import { describe, expect, it } from "vitest";
import { addAppWords } from "../app-words.ts";
import "../setup/setup-words.ts";
import {
  changeOf,
  formOf,
  freshForm,
  hostOf,
  inputOf,
  isOtherConnection,
  mistakesInForm,
} from "./tenant-form.ts";

addAppWords();
const stored: TenantView = {
  ...{ id: "acme", name: "Acme", zone: "Europe/Berlin", region: "eu", label: "acme", clientId: "client" },
  people: [{ kind: "group", who: "acme-people", role: "supervisor" }],
  options: { reconcileSeconds: 90 },
  ...{
    revision: 7,
    state: "active",
    isLocal: false,
    hasSecret: true,
    keyVersion: 2,
    createdAt: 1,
    changed: null,
  },
};
const { value: form, revision } = formOf(stored);

describe("what is sent of a tenant", () => {
  it("leaves the secret out where none was typed, so that the stored one stays", () => {
    expect(revision).toBe(7);
    expect(form.clientSecret).toBe("");
    expect(inputOf(form)).not.toHaveProperty("clientSecret");
    expect(inputOf({ ...form, clientSecret: "s3" })).toMatchObject({ clientSecret: "s3" });
  });

  it("is by its own administrators neither region nor label", () => {
    expect(Object.keys(changeOf(form)).sort()).toEqual(["clientId", "name", "options", "people", "zone"]);
    expect(inputOf(form)).toMatchObject({ region: "eu", label: "acme", options: { reconcileSeconds: 90 } });
  });
});

describe("the form of a tenant", () => {
  it("begins in the deployment's own region", () => {
    expect([freshForm("ca").region, freshForm(null).region, freshForm("mars").region]).toEqual([
      "ca",
      "eu",
      "eu",
    ]);
  });

  it.each([
    ["acme", "https://acme.nicecxone.com"],
    [" Acme-EU ", "https://acme-eu.nicecxone.com"],
    ["acme.evil.com", null],
    ["acme/", null],
    ["-acme", null],
    ["", null],
  ])("makes of the label %j the host %j", (label, host) => {
    expect(hostOf(label)).toBe(host);
  });

  it("tells what is missing, each beside its field", () => {
    const paths = (isNew: boolean, changes: object) =>
      mistakesInForm({ ...form, ...changes }, isNew).map(({ path }) => path);
    expect(paths(false, {})).toEqual([]);
    expect(paths(true, {})).toEqual(["clientSecret"]);
    expect(paths(true, { ...freshForm("eu"), id: "Äcme" })).toEqual([
      "name",
      "label",
      "clientId",
      "clientSecret",
      "id",
    ]);
    expect(paths(false, { label: "a b", reconcileSeconds: 5 })).toEqual([
      "label",
      "options.reconcileSeconds",
    ]);
    const twice = [
      { kind: "email", who: "Ada@x.org" },
      { kind: "email", who: "ada@x.org " },
      { kind: "group", who: "" },
    ];
    expect(paths(false, { people: twice })).toEqual(["people.2.who", "people.1.who"]);
  });

  it("knows when what is typed leads elsewhere than what is stored", () => {
    expect(isOtherConnection(form, form)).toBe(false);
    expect(isOtherConnection({ ...form, name: "Other" }, form)).toBe(false);
    expect(isOtherConnection({ ...form, label: "other" }, form)).toBe(true);
    expect(isOtherConnection(form, null)).toBe(true);
  });
});
