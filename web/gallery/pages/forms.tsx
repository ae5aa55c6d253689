// A form out of declarations, of every kind of setting.
import { options, type VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Draft } from "../../shared/forms/draft.ts";
import type { FieldSchema, Kind, RoomSchema, Setting } from "../../shared/forms/schema.ts";
import { SettingField } from "../../shared/forms/SettingField.tsx";
import { SaveBar, SettingsForm } from "../../shared/forms/SettingsForm.tsx";

const field = (key: string, kind: Kind, label: string, help: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  key, kind, label, help, bounds: "as the server says", shipped: "", apply: "live", scope: "system", secret: false, advanced: false, ...more,
});

const ROOM: RoomSchema = { room: "smtp", title: "Receiving mail", fields: [
  field("require_login", "boolean", "Require login", "Nobody sends through this server without a name and a password.",
    { weaker: "lower", reason: "An open relay is found by strangers within hours." }),
  field("max_message_size", "size", "Largest message", "Announced as SIZE; larger mail is refused with 552.",
    { min: 1024, max: 2 ** 31, bounds: "a size such as 50 MiB, 1 KiB to 2 GiB", apply: "new-sessions" }),
  field("login_timeout", "duration", "Time to log in", "From the connection to a login.",
    { min: 5000, max: 600_000, weaker: "higher", reason: "Connections without login must not be cheap to keep.", severity: "high" }),
  field("max_bad_commands", "integer", "Errors a connection", "Wrong commands until the connection is closed. 0: no limit.",
    { min: 0, max: 10_000, unit: "errors", weaker: "higher", severity: "high", zero_lifts: true }),
  field("tls", "choice", "TLS", "Whether connections are encrypted.", { choices: [
    { value: "none", label: "No TLS" }, { value: "starttls", label: "When the client asks" }, { value: "implicit", label: "From the first byte" },
  ] }),
  field("banner", "text", "Greeting", "What is said first. Empty: the host's name alone.", { min: 0, max: 60 }),
  field("trusted", "list", "Trusted networks", "Networks that may send without a login.", { min: 0, max: 64 }),
  field("token", "text", "Token", "A secret.", { secret: true, advanced: true }),
  field("reactors", "integer", "Threads", "0: one for each core.", { min: 0, max: 256, advanced: true, apply: "restart" }),
] };

const VALUES: readonly [string, string, string][] = [
  ["require_login", "on", "on"], ["max_message_size", "50 MiB", "50 MiB"], ["login_timeout", "2min", "1min"], ["max_bad_commands", "20", "20"],
  ["tls", "starttls", "starttls"], ["banner", "", ""], ["trusted", "192.0.2.0/24", ""], ["token", "", ""], ["reactors", "0", "0"],
];
const SETTINGS: readonly Setting[] = VALUES.map(([key, value, shipped]) =>
  ({ key: `smtp.${key}`, value, shipped, origin: value === shipped ? "shipped" : "system" }));

function FormPage() {
  const [saved, setSaved] = useState("");
  const draft = useMemo(() => new Draft([ROOM], SETTINGS), []);
  return (
    <>
      <div class="panel flush"><SettingsForm draft={draft} room={ROOM} /><SaveBar draft={draft} onSave={() => {
        setSaved(draft.file());
        draft.refresh(SETTINGS.map((setting) => ({ ...setting, value: draft.entered(setting.key)?.value ?? setting.value })));
        draft.discard();
        return Promise.resolve();
      }} /></div>
      <output id="said">{saved}</output>
    </>
  );
}

const MANY = 200;

// As many fields as a page may have, and how often one of them was drawn.
function LongPage() {
  const draft = useMemo(() => {
    const fields = Array.from({ length: MANY }, (_, i) =>
      ({ ...ROOM.fields[i % ROOM.fields.length] as FieldSchema, key: `key${i}`, label: `Field ${i}` }));
    const values = fields.map(({ key }, i) => ({ ...SETTINGS[i % SETTINGS.length] as Setting, key: `long.${key}` }));
    return { room: { room: "long", title: "Many", fields }, draft: new Draft([{ room: "long", title: "Many", fields }], values) };
  }, []);
  useEffect(() => countDrawn(SettingField), []);
  return (
    <div class="panel flush">
      <SettingsForm draft={draft.draft} room={draft.room} />
      <SaveBar draft={draft.draft} onSave={() => Promise.resolve()} />
    </div>
  );
}

// Of that component, on the document's element from now on.
function countDrawn(component: unknown): () => void {
  const before = options.diffed;
  let count = 0;
  options.diffed = (vnode) => {
    before?.(vnode);
    if (vnode.type === component) document.documentElement.dataset["drawn"] = String(++count);
  };
  return () => { if (before) options.diffed = before; };
}

export const FORMS: Record<string, () => VNode> = { form: FormPage, "long-form": LongPage };
