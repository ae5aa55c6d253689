// Types of the API from its description (docs/reference/openapi.json), in the form that openapi-fetch takes.
// node web/tools/gen-api.ts [--check]
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT, WEB } from "./paths.ts";

interface Schema {
  $ref?: string; type?: string | string[]; enum?: unknown[]; items?: Schema; properties?: Record<string, Schema>; required?: string[];
  additionalProperties?: boolean | Schema; description?: string; format?: string; oneOf?: Schema[];
}
interface Parameter { name: string; in: "query" | "path" | "header"; required?: boolean; description?: string; schema: Schema }
interface Answer { $ref?: string; content?: Record<string, { schema: Schema }> }
interface Operation {
  operationId: string; summary: string; parameters?: Parameter[]; responses: Record<string, Answer>;
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
}
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components?: { responses?: Record<string, Answer>; schemas?: Record<string, Schema> };
}

const PLAIN: Readonly<Record<string, string>> = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const indented = (text: string, by: number): string => text.replaceAll("\n", `\n${" ".repeat(by)}`);
const comment = (text: string | undefined): string => (text ? `/** ${text.replaceAll("*/", "* /")} */\n` : "");

// An object of members; the lines of each are set in by two.
function object(members: string[]): string {
  return members.length === 0 ? "Record<string, never>" : `{\n  ${members.map((one) => indented(one, 2)).join("\n  ")}\n}`;
}

function member(name: string, type: string, required: boolean, description?: string): string {
  return `${comment(description)}${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required ? "" : "?"}: ${type};`;
}

export function typeOf(schema: Schema | undefined): string {
  if (!schema || Object.keys(schema).length === 0) return "unknown";
  if (schema.$ref) return `components["schemas"]["${schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)}"]`;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  if (schema.type === "array") return `Array<${typeOf(schema.items)}>`;
  if (schema.type === "object") return objectType(schema);
  return PLAIN[schema.type ?? ""] ?? "unknown";
}

function objectType(schema: Schema): string {
  const members = Object.entries(schema.properties ?? {});
  if (members.length === 0) return typeof schema.additionalProperties === "object" ? `Record<string, ${typeOf(schema.additionalProperties)}>`
    : schema.additionalProperties === false ? "Record<string, never>" : "Record<string, unknown>";
  return object(members.map(([name, one]) => member(name, typeOf(one), schema.required?.includes(name) ?? false, one.description)));
}

function parametersType(parameters: Parameter[]): string {
  return object(["query", "header", "path"].map((place) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0) return `${place}?: never;`;
    const needed = here.some((parameter) => parameter.required);
    return member(place, object(here.map((p) => member(p.name, typeOf(p.schema), p.required ?? false, p.description))), needed);
  }));
}

function contentType(content: Record<string, { schema: Schema }> | undefined): string {
  return content ? object(Object.entries(content).map(([type, { schema }]) => member(type, typeOf(schema), true))) : "never";
}

function answerType(answer: Answer): string {
  if (answer.$ref) return `components["responses"]["${answer.$ref.slice(answer.$ref.lastIndexOf("/") + 1)}"]`;
  return object(["headers: Record<string, unknown>;", answer.content ? member("content", contentType(answer.content), true) : "content?: never;"]);
}

function operationType(operation: Operation): string {
  const body = operation.requestBody;
  return object([
    member("parameters", parametersType(operation.parameters ?? []), true),
    body ? member("requestBody", object([member("content", contentType(body.content), true)]), body.required ?? false) : "requestBody?: never;",
    member("responses", object(Object.entries(operation.responses).map(([status, answer]) =>
      `${status}: ${answerType(answer)};`)), true),
  ]);
}

function pathType(methods: Record<string, Operation>): string {
  return object(METHODS.map((method) => {
    const operation = methods[method];
    return operation ? member(method, operationType(operation), true, operation.summary) : `${method}?: never;`;
  }));
}

export function typesOf(description: Description): string {
  const paths = Object.entries(description.paths).sort(([a], [b]) => (a < b ? -1 : 1));
  const { responses = {}, schemas = {} } = description.components ?? {};
  return [
    "// Generated from docs/reference/openapi.json by tools/gen-api.ts; not edited.",
    `export interface paths ${object(paths.map(([path, methods]) => member(path, pathType(methods), true)))}`,
    `export interface components ${object([
      member("schemas", object(Object.entries(schemas).map(([name, schema]) => member(name, typeOf(schema), true))), true),
      member("responses", object(Object.entries(responses).map(([name, answer]) => member(name, answerType(answer), true))), true),
    ])}`,
    "",
  ].join("\n");
}

// Nothing is written where nothing changes: others may be reading it.
function main(): void {
  const target = `${WEB}shared/api/api.generated.ts`;
  const types = typesOf(JSON.parse(readFileSync(`${ROOT}docs/reference/openapi.json`, "utf8")) as Description);
  if (existsSync(target) && readFileSync(target, "utf8") === types) return;
  if (!process.argv.includes("--check")) return writeFileSync(target, types);
  console.error("web/shared/api/api.generated.ts is stale: run ./dev web build");
  process.exitCode = 1;
}

if (process.argv[1]?.endsWith("gen-api.ts")) main();
