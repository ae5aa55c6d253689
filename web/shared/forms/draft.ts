// A form of settings that is being filled in: what was, what is entered, what differs, and the way back.
// Promises: nothing is sent by the way; what somebody else changed meanwhile is not overwritten unseen. The server shows "(hidden)" for each
// secret: one is told from another by the number of its newest change.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { HIDDEN, type FieldSchema, type Origin, type RoomSchema, type Setting } from "./schema.ts";
import { isWeaker, wrongWith, type Wrong } from "./value.ts";

export interface Entered {
  key: string;
  field: FieldSchema;
  before: string;
  value: string;
  shipped: string;
  origin: Origin;
}

// By what a value is less safe. What belongs to a domain is held against what it is now, too: the default need not be strict.
export type Weakness = "shipped" | "before" | null;

// Unsafe: weaker than it is, and much depends on it.
export interface Change extends Entered { weaker: boolean; unsafe: boolean; isReset: boolean }
const isUnsafe = ({ field, value, before }: Entered): boolean =>
  isWeaker(field, value, before) && (field.severity === "high" || field.severity === "critical");

// Of a secret also who replaced it, and when: it is all that can be shown of it.
export interface Conflict { key: string; field: FieldSchema; before: string; mine: string; theirs: string; by?: string; at?: string }

// By what the values of a form are measured, and the command that sets one of them.
export interface Manner { base: "shipped" | "new"; command: (key: string, value: string, field: FieldSchema) => string }

// What a page knows to be amiss with a value that the form itself takes; null: nothing.
export type Remark = (value: string) => string | null;

// What is known of one setting. Who looks at it hears of changes to this one alone: a letter typed into one of 200 fields is drawn in one.
interface Cell { saved: ReadonlySignal<Setting | undefined>; typed: ReadonlySignal<string | undefined>; refused: ReadonlySignal<string | undefined> }

export const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
const SETTINGS: Manner = {
  base: "shipped",
  command: (key, value, { secret }) => (secret ? `postern settings set-secret ${key}` : `postern settings set ${key} ${quoted(value)}`),
};

const withValue = (setting: Setting, value: string | undefined, change: number | null): Setting => (value === undefined ? setting
  : { ...setting, value, origin: setting.origin === "shipped" ? "system" : setting.origin, ...(change !== null && { change }) });

const isAnother = (now: Setting, before: Setting | undefined): boolean =>
  now.value !== before?.value || (now.value === HIDDEN && now.change !== undefined && now.change !== before.change);

export class Draft {
  private readonly saved = signal<ReadonlyMap<string, Setting>>(new Map());
  private readonly typed = signal<ReadonlyMap<string, string>>(new Map());
  private readonly past = signal<readonly ReadonlyMap<string, string>[]>([]);
  private readonly refused = signal<ReadonlyMap<string, string>>(new Map());
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly manner: Manner;
  private readonly cells = new Map<string, Cell>();
  private readonly remarks = signal<ReadonlyMap<string, Remark>>(new Map());
  readonly conflicts = signal<readonly Conflict[]>([]);
  readonly changes: ReadonlySignal<readonly Change[]> = computed(() => [...this.typed.value.keys()].flatMap((key) => this.changeOf(key) ?? []));
  readonly errors: ReadonlySignal<ReadonlyMap<string, Wrong>> = computed(() => new Map(this.changes.value.flatMap((change) => {
    const wrong = wrongWith(change.field, change.value);
    return wrong ? [[change.key, wrong] as const] : [];
  })));
  readonly canUndo = computed(() => this.past.value.length > 0);

  constructor(rooms: readonly RoomSchema[], settings: readonly Setting[], manner: Manner = SETTINGS) {
    this.manner = manner;
    this.fields = new Map(rooms.flatMap((room) => room.fields.map((field) => [`${room.room}.${field.key}`, field] as const)));
    this.saved.value = new Map(settings.map((setting) => [setting.key, setting]));
  }

  // The key of a word that depends on what the values are measured by.
  word(key: string): string { return this.manner.base === "shipped" ? key : `${key}-${this.manner.base}`; }

  entered(key: string): Entered | null {
    const field = this.fields.get(key);
    const { saved, typed } = this.cellOf(key);
    if (!field || !saved.value) return null;
    const { value, shipped, origin } = saved.value;
    return { key, field, before: value, value: typed.value ?? value, shipped, origin };
  }

  private cellOf(key: string): Cell {
    const known = this.cells.get(key);
    if (known) return known;
    const cell = {
      saved: computed(() => this.saved.value.get(key)), typed: computed(() => this.typed.value.get(key)),
      refused: computed(() => this.refused.value.get(key)),
    };
    this.cells.set(key, cell);
    return cell;
  }

  private changeOf(key: string): Change | null {
    const entered = this.entered(key);
    if (!entered || entered.value === entered.before) return null;
    return { ...entered, weaker: this.weakness(entered) !== null, unsafe: isUnsafe(entered), isReset: entered.value === entered.shipped };
  }

  weakness({ field, value, before, shipped }: Entered): Weakness {
    if (isWeaker(field, value, shipped)) return "shipped";
    return this.manner.base === "new" && isWeaker(field, value, before) ? "before" : null;
  }

  set(key: string, value: string): void {
    // Letters typed into one field one after another are one step back.
    const last = this.past.value.at(-1);
    const isSameField = last !== undefined && this.lastKey === key;
    if (!isSameField) this.past.value = [...this.past.value, this.typed.value];
    this.lastKey = key;
    this.typed.value = new Map(this.typed.value).set(key, value);
    const refused = new Map(this.refused.value);
    if (refused.delete(key)) this.refused.value = refused;
  }
  private lastKey = "";

  // A field was left: what is typed next is a step of its own.
  settle(): void {
    this.lastKey = "";
  }

  reset(key: string): void {
    const saved = this.saved.value.get(key);
    this.settle();
    if (saved) this.set(key, saved.shipped);
    this.settle();
  }

  undo(): void {
    const before = this.past.value.at(-1);
    if (!before) return;
    this.past.value = this.past.value.slice(0, -1);
    this.typed.value = before;
    this.lastKey = "";
  }

  discard(): void {
    this.typed.value = new Map();
    this.past.value = [];
    this.refused.value = new Map();
    this.conflicts.value = [];
    this.lastKey = "";
  }

  // They were taken by that change: these values, as the server writes them, are there now. What was entered since they were sent stays.
  keep(sent: ReadonlyMap<string, string>, values: ReadonlyMap<string, string>, change: number | null = null): void {
    const left = [...this.typed.value].filter(([key, value]) => sent.get(key) !== value);
    this.saved.value = new Map([...this.saved.value].map(([key, setting]) => [key, withValue(setting, values.get(key), change)]));
    this.discard();
    this.typed.value = new Map(left);
  }
  get settings(): readonly Setting[] { return [...this.saved.value.values()]; }

  // What the server said of one value, in its own words.
  refuse(key: string, why: string): void {
    this.refused.value = new Map(this.refused.value).set(key, why);
  }
  refusal(key: string): string | undefined {
    return this.cellOf(key).refused.value;
  }

  // Of a member of the records of a setting; it hinders nobody from saving.
  remarkOn(key: string, member: string, remark: Remark): void {
    this.remarks.value = new Map(this.remarks.value).set(`${key}.${member}`, remark);
  }
  remark(key: string, member: string, value: string): string | null {
    return this.remarks.value.get(`${key}.${member}`)?.(value) ?? null;
  }

  // The settings as they are on the server. Where somebody else changed what is being changed here, both are shown, and one is chosen.
  refresh(settings: readonly Setting[]): void {
    const conflicts = settings.flatMap((setting) => {
      const change = this.changeOf(setting.key);
      if (!change || setting.value === change.value || !isAnother(setting, this.saved.value.get(setting.key))) return [];
      return [{
        key: setting.key, field: change.field, before: change.before, mine: change.value, theirs: setting.value,
        ...(setting.changed_by && { by: setting.changed_by }), ...(setting.changed_at && { at: setting.changed_at }),
      }];
    });
    this.saved.value = new Map(settings.map((setting) => [setting.key, setting]));
    this.conflicts.value = conflicts;
  }

  settleConflict(key: string, keepMine: boolean): void {
    if (!keepMine) {
      const typed = new Map(this.typed.value);
      typed.delete(key);
      this.typed.value = typed;
    }
    this.conflicts.value = this.conflicts.value.filter((conflict) => conflict.key !== key);
  }

  get canSave(): boolean {
    return this.changes.value.length > 0 && this.errors.value.size === 0 && this.conflicts.value.length === 0;
  }

  entries(): ReadonlyMap<string, string> { return new Map(this.changes.value.map((change) => [change.key, change.value])); }

  // As PUT /api/v1/settings-file takes it: all or none.
  file(): string {
    return JSON.stringify({ settings: Object.fromEntries(this.entries()) });
  }
}
