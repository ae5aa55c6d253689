// The settings as the server declares them: GET /api/v1/settings-schema, and their values: GET /api/v1/settings.
export type Kind = "boolean" | "integer" | "size" | "duration" | "choice" | "text" | "list" | "records";

export interface FieldSchema {
  key: string;
  label: string;
  help: string;
  reason?: string | undefined;  // why the shipped value is as it is
  kind: Kind;
  unit?: string | undefined;
  choices?: readonly { value: string; label: string }[] | undefined;
  min?: number;
  max?: number;  // none: no bound
  bounds: string;
  shipped: unknown;
  apply: "live" | "new-sessions" | "restart";
  scope: "system" | "domain-default" | "domain" | "user";
  secret: boolean;
  advanced: boolean;
  weaker?: "lower" | "higher";  // which way from the shipped value is less safe
  severity?: "low" | "medium" | "high" | "critical";
  zero_lifts?: boolean;  // 0 is no limit at all
  // Of what belongs to a domain: who set what new ones begin with; what the server itself has set, for which 0 or "server" stands, and
  // whether a domain may only be stricter.
  begins?: "shipped" | "system";
  server?: unknown;
  only_stricter?: boolean;
  fields?: readonly FieldSchema[] | undefined;  // of records
  english?: string;  // its label as it is declared: it is found by that too
}

export interface RoomSchema { room: string; title: string; fields: readonly FieldSchema[] }
export interface SettingsSchema { version: number; rooms: readonly RoomSchema[] }

export type Origin = "shipped" | "system" | "domain";
// `change`, and when and by whom: of a secret that is set, its newest change. By that number alone one sees that it is another secret.
export interface Setting {
  key: string; value: string; shipped: string; origin: Origin;
  change?: number; changed_at?: string; changed_by?: string;
}

// What the server shows in place of a secret that is set.
export const HIDDEN = "(hidden)";
