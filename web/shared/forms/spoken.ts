// The settings in the reader's language. The server declares them in English; each text is looked up when it is shown, so that it follows
// the language that is chosen.
import { list, number } from "../i18n/format.ts";
import { declared, t } from "../i18n/i18n.ts";
import type { FieldSchema, RoomSchema, SettingsSchema } from "./schema.ts";
import { told } from "./value.ts";

const maybe = (text: string | undefined): string | undefined => text && declared(text);

function boundsOf(field: FieldSchema): string {
  const { kind, min = 0, max, unit } = field;
  if (kind === "boolean") return list([t("kit-on"), t("kit-off")]);
  if (kind === "choice") return list((field.choices ?? []).map((choice) => choice.value));
  const isAmount = kind === "size" || kind === "duration";
  const say = (value: number): string => (isAmount ? told(field, value) : number(value));
  const of = kind === "text" ? t("forms-bytes-of-text") : kind === "list" || kind === "records" ? t("forms-entries") : declared(unit ?? "");
  const range = max === undefined ? t("forms-at-least", { min: say(min) }) : t("forms-between", { min: say(min), max: say(max) });
  return of ? `${range} ${of}` : range;
}

// "At least 12, as the server asks."
function ofServer({ kind, server, only_stricter, weaker, zero_lifts, choices }: FieldSchema): string {
  if (server === undefined || (server === 0 && (zero_lifts || weaker === "lower"))) return "";  // it asks for nothing
  if (kind === "choice") return t("forms-server-says", { value: declared(choices?.find(({ value }) => value === server)?.label ?? "") });
  return only_stricter ? t(weaker === "lower" ? "forms-server-at-least" : "forms-server-at-most", { value: number(Number(server)) }) : "";
}

const spokenField = (of: FieldSchema): FieldSchema => ({
  ...of,
  english: of.label,
  get label() { return declared(of.label); },
  get help() { return `${declared(of.help)} ${ofServer(of)}`.trim(); },
  get reason() { return maybe(of.reason); },
  get unit() { return maybe(of.unit); },
  get bounds() { return boundsOf(of); },
  choices: of.choices?.map(({ value, label }) => ({ value, get label() { return declared(label); } })),
  fields: of.fields?.map(spokenField),
});

const spokenRoom = ({ room, title, fields }: RoomSchema): RoomSchema =>
  ({ room, get title() { return declared(title); }, fields: fields.map(spokenField) });

export const spokenSchema = ({ version, rooms }: SettingsSchema): SettingsSchema => ({ version, rooms: rooms.map(spokenRoom) });

// Whether a setting is one that is looked for: by its key, by its words, and by the English ones, each word of what is sought by itself.
export function answersTo(room: string, field: FieldSchema, search: string): boolean {
  const words = `${room}.${field.key} ${field.label} ${field.help} ${field.english ?? ""}`.toLocaleLowerCase();
  return search.toLocaleLowerCase().split(/\s+/).every((word) => words.includes(word));
}
