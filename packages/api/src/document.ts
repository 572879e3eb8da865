/**
 * The catalogue as an OpenAPI 3.1 document: for people who write programs against the API, and for their tools. It is made from
 * what the guard and the desks themselves go by, when somebody asks for it; nothing that starts with the Worker may import it.
 */
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { OPERATIONS } from "./catalogue.ts";
import { paramsOf, responsesOf, SECURITY_SCHEMES, securityOf } from "./document/parts.ts";
import { ABOUT, TAGS, tagOf, WHO } from "./document/words.ts";
import type { Operation } from "./operation.ts";

export interface DocumentOf {
  /** The build that answers. */
  readonly version: string;
  /** Where it is asked, as `https://wall.example.com`. */
  readonly origin: string;
}

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** Some tens of milliseconds of work: keep what it gives. */
export function openApiDocument({ version, origin }: DocumentOf): OpenApiDocument {
  return createDocument(
    {
      openapi: "3.1.1",
      info: { title: "Callboard", version, description: ABOUT },
      servers: [{ url: `${origin}/api` }],
      tags: TAGS,
      paths: pathsOf(OPERATIONS),
      components: { securitySchemes: { ...SECURITY_SCHEMES } },
    },
    {
      // Answers may gain keys: whoever reads them must not be told that there can be no others.
      override: ({ jsonSchema, io }) => {
        if (io === "output" && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
      },
    },
  );
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths = new Map<string, ZodOpenApiPathsObject[string]>();
  for (const operation of operations) {
    const { path, method } = operation;
    paths.set(path, { ...paths.get(path), [method.toLowerCase()]: operationOf(operation) });
  }
  return Object.fromEntries(paths);
}

function operationOf(operation: Operation): ZodOpenApiOperationObject {
  const { id, summary, needs, query, body, example, more } = operation;
  const params = paramsOf(operation);
  return {
    operationId: id,
    summary,
    description: more === undefined ? WHO[needs] : `${more}\n\n${WHO[needs]}`,
    tags: [tagOf(operation)],
    security: securityOf(needs).map((one) => ({ ...one })) as NonNullable<
      ZodOpenApiOperationObject["security"]
    >,
    "x-needs": needs,
    requestParams: {
      ...(params === null ? {} : { path: params }),
      ...(query === undefined ? {} : { query: query() }),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: body(), ...(example === undefined ? {} : { example }) },
            },
          },
        }),
    responses: responsesOf(operation),
  };
}
