// What went wrong with a request, as the server says it (RFC 9457), or that nobody answered.
import { learn, t } from "../i18n/i18n.ts";
import { heard } from "../i18n/said.ts";

export interface FieldProblem { pointer: string; detail: string }

export class Problem extends Error {
  readonly status: number;  // 0: no answer came
  readonly kind: string;  // the failure's own word, for programs
  readonly correlation: string | undefined;  // by which the log knows the request
  readonly fields: readonly FieldProblem[];
  readonly retryAfter: number | undefined;  // seconds

  constructor(status: number, detail: string, more: Partial<Pick<Problem, "kind" | "correlation" | "fields" | "retryAfter">> = {}) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.kind = more.kind ?? "";
    this.correlation = more.correlation;
    this.fields = more.fields ?? [];
    this.retryAfter = more.retryAfter;
  }

  get isUnreachable(): boolean { return this.status === 0; }
  get isSignedOut(): boolean { return this.status === 401; }
  get isChangedMeanwhile(): boolean { return this.status === 412; }
  get isTooMany(): boolean { return this.status === 429 || (this.status === 503 && this.retryAfter !== undefined); }
  // It would shut out who asks for it, and is done all the same with even_me. What else is in conflict (409) is not done with it either.
  get mayInsist(): boolean { return this.status === 409 && this.fields.some(({ pointer }) => pointer === "/even_me"); }
  // The same request may do better later.
  get mayRetry(): boolean { return this.isUnreachable || this.status === 429 || this.status >= 500; }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function fieldsOf(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isObject).map((one) => ({ pointer: text(one["pointer"]), detail: heard(text(one["detail"])) }));
}

// RFC 9110 §10.2.3: seconds, or a date.
export function secondsOf(field: string | null, now: number): number | undefined {
  if (field === null) return undefined;
  if (/^\d{1,9}$/.test(field)) return Number(field);
  const at = Date.parse(field);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}

export async function problemOf(response: Response, now: number): Promise<Problem> {
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
  const body: unknown = isProblem ? await response.json().catch(() => null) : null;
  const said = isObject(body) ? body : {};
  const correlation = text(said["correlation"]) || response.headers.get("X-Correlation-Id") || undefined;
  const retryAfter = secondsOf(response.headers.get("Retry-After"), now);
  await learn([], ["answers", "said"]).catch(() => null);
  return new Problem(response.status, heard(text(said["detail"]) || text(said["title"])) || t("kit-not-the-server", { status: response.status }), {
    kind: text(said["kind"]), correlation, fields: fieldsOf(said["errors"]), retryAfter,
  });
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, error instanceof Error ? error.message : String(error));

// A browser says in its own words, and in its own language, that nobody answered.
export const unanswered = (error: unknown): Problem => (error instanceof TypeError ? new Problem(0, t("kit-unreachable")) : asProblem(error));
