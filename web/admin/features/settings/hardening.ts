// The settings that the hardening guides are about, of all rooms: one page away, and one click from being changed.
import type { SettingsSchema } from "../../../shared/forms/schema.ts";

export const KEYS: readonly string[] = [
  "logs.smtp_in", "logs.smtp_out", "logs.delivery", "logs.imap", "logs.pop3", "logs.administration",
  "domain_defaults.require_smtp_auth",
  "password.minimum_length", "password.minimum_strength", "password.forbid_own_names", "password.forbid_common",
  "auth.second_factor", "auth.allow_cleartext_login",
  "attachments.extensions", "attachments.inbound_name", "attachments.outbound_name",
  "webmail.allow", "webmail.deny", "webmail.otherwise", "webmail.per_minute",
  "guard.country_rule", "guard.countries",
];

// By room, in the order above; rooms and settings that the server does not have are left out.
export function hardeningOf({ rooms }: SettingsSchema): { title: string; keys: readonly string[] }[] {
  return [...new Set(KEYS.map((key) => key.slice(0, key.indexOf("."))))].flatMap((name) => {
    const room = rooms.find((one) => one.room === name);
    const keys = room?.fields.map((field) => `${name}.${field.key}`).filter((key) => KEYS.includes(key)) ?? [];
    return room && keys.length > 0 ? [{ title: room.title || name, keys }] : [];
  });
}
