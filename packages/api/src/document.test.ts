import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "./catalogue.ts";
import { namesIn } from "./document/parts.ts";
import { openApiDocument } from "./document.ts";
import type { Operation } from "./operation.ts";

const document = openApiDocument({ version: "1", origin: "https://wall.example.com" });
const served = new Map(
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
  ),
);

describe("the document", () => {
  it("is valid OpenAPI 3.1, with every reference leading somewhere", async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...document });
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(50);
    const components = new Map(Object.entries(document.components ?? {}));
    for (const [, kind = "", name = ""] of refs)
      expect(Object.keys(components.get(kind) ?? {}), name).toContain(name);
    expect(text.match(/"\$ref":"#\/(?!components)/)).toBeNull();
  });

  it("has every operation of the catalogue once, under its own id, and nothing else", () => {
    const ids = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect([...served.keys()].sort()).toEqual(ids.toSorted());
    for (const { id, method, path, needs } of OPERATIONS) {
      expect(served.get(`${method} ${path}`)).toMatchObject({ operationId: id, "x-needs": needs });
    }
  });

  it("tells each parameter of a path", () => {
    for (const { id, method, path } of OPERATIONS) {
      const operation = served.get(`${method} ${path}`) as { parameters?: { in: string; name: string }[] };
      const told = (operation.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => name);
      expect(told, id).toEqual(namesIn(path));
    }
  });
});

describe("an operation", () => {
  const operations: readonly Operation[] = OPERATIONS;

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    "%s says what it answers, and what it takes where it changes something",
    (_, { method, answer, media, body }) => {
      expect([answer !== undefined, media !== undefined]).toContain(true);
      if (method === "POST" || method === "PUT") expect(body).toBeDefined();
      else expect(body).toBeUndefined();
    },
  );

  it("has examples that it would take", () => {
    const examples = operations.filter(({ example }) => example !== undefined);
    expect(examples.length).toBeGreaterThan(5);
    for (const { id, body, example } of examples)
      expect(body?.().safeParse(example).error, id).toBeUndefined();
  });
});
