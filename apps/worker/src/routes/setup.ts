/** What an administrator sets: documents, boards and screens one by one, CSV in and out, and who did what. */
import { SETUP_NAMES, type SetupName } from "@callboard/boards";
import { EXPORT_NAMES, type ExportName, isImportName, type ListedName } from "@callboard/setup";
import type { Reply } from "@callboard/shell";
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { type Problem, problem } from "../problem.ts";
import type { TenantDesk } from "../tenant-desk.ts";
import { answerWith } from "./reply.ts";
import { notOpen } from "./tenant-problems.ts";
import { type ApiContext, type ApiEnv, type Fields, personOf, queryOf } from "./writes.ts";

export const setupRoutes = new Hono<ApiEnv>()
  .get("/:tenant/setup", (c) => plain(c, (desk) => desk.setup()))
  .get("/:tenant/setup/log", (c) => replied(c, (desk) => desk.setupDeeds(queryOf(c))))
  .get("/:tenant/setup/:name", (c) => named(c, (name) => plain(c, (desk) => desk.setupView(name))))
  .put("/:tenant/setup/:name", (c) =>
    named(c, (name) => replied(c, (desk) => desk.putSetup(name, orderOf(c)))),
  )
  .post("/:tenant/setup/:name/check", (c) =>
    named(c, (name) => checked(c, (desk) => desk.checkSetup(name, c.get("fields").value))),
  )
  .post("/:tenant/setup/:name/import", async (c) => {
    const name = c.req.param("name");
    return isImportName(name)
      ? replied(c, (desk) => desk.importSetup(name, orderOf(c)))
      : problem(c, NO_IMPORT);
  })
  .get("/:tenant/setup/:name/export.csv", async (c) => {
    const name = c.req.param("name");
    return isExportName(name) ? exported(c, name) : problem(c, NO_EXPORT);
  })
  .get("/:tenant/setup/:name/:id", (c) =>
    listed(c, (name, id) => replied(c, (desk) => desk.oneOfSetup(name, id))),
  )
  .put("/:tenant/setup/:name/:id", (c) =>
    listed(c, (name, id) => replied(c, (desk) => desk.putOneOfSetup(name, id, orderOf(c)))),
  )
  .delete("/:tenant/setup/:name/:id", (c) =>
    listed(c, (name, id) => replied(c, (desk) => desk.removeOneOfSetup(name, id, orderOf(c)))),
  )
  .post("/:tenant/setup/:name/:id/check", (c) =>
    listed(c, (name) => checked(c, (desk) => desk.checkOneOfSetup(name, c.get("fields").value))),
  );

type Stub = DurableObjectStub<TenantDesk>;

const stubOf = (c: ApiContext): Stub => deskOf(c.env, c.get("seat").tenant);

async function plain<Value>(c: ApiContext, call: (desk: Stub) => Promise<Value | null>): Promise<Response> {
  const value = await call(stubOf(c));
  return value === null ? notOpen(c) : c.json(value);
}

async function replied<Value>(
  c: ApiContext,
  call: (desk: Stub) => Promise<Reply<Value> | null>,
): Promise<Response> {
  const reply = await call(stubOf(c));
  return reply === null ? notOpen(c) : answerWith(c, reply);
}

async function checked(
  c: ApiContext,
  call: (desk: Stub) => Promise<readonly string[] | null>,
): Promise<Response> {
  const complaints = await call(stubOf(c));
  return complaints === null ? notOpen(c) : c.json({ complaints });
}

async function exported(c: ApiContext, name: ExportName): Promise<Response> {
  const csv = await stubOf(c).exportSetup(name);
  if (csv === null) return notOpen(c);
  return c.body(csv, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
    "x-content-type-options": "nosniff",
  });
}

/** With one of the documents' names. */
async function named(c: ApiContext, then: (name: SetupName) => Promise<Response>): Promise<Response> {
  const name = SETUP_NAMES.find((one) => one === c.req.param("name"));
  return name === undefined ? problem(c, NO_DOCUMENT) : then(name);
}

/** With a list whose parts are changed one by one, and the part's id. */
async function listed(
  c: ApiContext,
  then: (name: ListedName, id: string) => Promise<Response>,
): Promise<Response> {
  const name = LISTS.find((one) => one === c.req.param("name"));
  return name === undefined ? problem(c, NO_DOCUMENT) : then(name, c.req.param("id") ?? "");
}

const LISTS: readonly ListedName[] = ["boards", "screens"];
const isExportName = (name: string): name is ExportName => EXPORT_NAMES.some((one) => one === name);

/** Who, and which revision; of a request without a body from its address. */
function orderOf(c: ApiContext): Fields {
  const fields = c.get("fields");
  const revision = c.req.query("revision");
  const asked = revision === undefined ? {} : { revision: Number(revision) };
  return { ...asked, ...fields, by: personOf(c) };
}

const NO_DOCUMENT: Problem = {
  status: 404,
  title: "No such document",
  detail: `There are ${SETUP_NAMES.join(", ")}; boards and screens also one by one, by their id.`,
};
const NO_IMPORT: Problem = {
  status: 404,
  title: "Nothing to import here",
  detail: "CSV can be imported to codes, shifts and privacy.",
};
const NO_EXPORT: Problem = {
  status: 404,
  title: "Nothing to export here",
  detail: `CSV can be had of ${EXPORT_NAMES.join(", ")}.`,
};
