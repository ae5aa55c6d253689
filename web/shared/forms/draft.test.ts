import { effect } from "@preact/signals";
import { describe, expect, test } from "vitest";
import { Draft } from "./draft.ts";
import { joined, parted, said, SIZES, SPANS, valueOf } from "./quantity.ts";
import type { FieldSchema, Kind, RoomSchema, Setting } from "./schema.ts";
import { isWeaker, itemsOf, textOf, wrongWith } from "./value.ts";

const field = (key: string, kind: Kind, more: Partial<FieldSchema> = {}): FieldSchema => ({
  key, kind, label: key, help: "", bounds: "", shipped: "", apply: "live", scope: "system", secret: false, advanced: false, ...more,
});
const rooms: RoomSchema[] = [{ room: "smtp", title: "Receiving", fields: [
  field("size", "size", { min: 1024, max: 2 ** 31 }),
  field("wait", "duration", { min: 1000, max: 600_000, weaker: "higher" }),
  field("errors", "integer", { min: 0, max: 100, weaker: "higher", zero_lifts: true }),
  field("login", "boolean", { weaker: "lower", severity: "critical" }),
] }];
const settings = (): Setting[] => [
  { key: "smtp.size", value: "50 MiB", shipped: "50 MiB", origin: "shipped" },
  { key: "smtp.wait", value: "2min", shipped: "1min", origin: "system" },
  { key: "smtp.errors", value: "20", shipped: "20", origin: "shipped" },
  { key: "smtp.login", value: "on", shipped: "on", origin: "shipped" },
];

describe("quantities", () => {
  test("are read in their parts and said in the largest whole unit", () => {
    expect(parted("50 MiB", SIZES)).toEqual({ amount: "50", unit: "MiB" });
    expect(parted("90min", SPANS)).toEqual({ amount: "90", unit: "min" });
    expect(parted("x1", SPANS)).toEqual({ amount: "x1", unit: "s" });
    expect(joined({ amount: " 5 ", unit: "min" }, SPANS)).toBe("5min");
    expect(said(90_000, SPANS)).toBe("90s");
    expect(said(0, SPANS)).toBe("0s");
    expect(said(50 * 2 ** 20, SIZES)).toBe("50 MiB");
    expect(valueOf("2 GiB", SIZES)).toBe(2 ** 31);
    expect(valueOf("-2 GiB", SIZES)).toBeNull();
    expect(valueOf("99999999999999 TiB", SIZES)).toBeNull();
  });
});

describe("values", () => {
  const [size, wait, errors, login] = rooms[0]?.fields ?? [];
  if (!size || !wait || !errors || !login) throw new Error("no fields");

  test("out of bounds are told with the bounds, in the field's unit", () => {
    expect(wrongWith(size, "50 MiB")).toBeNull();
    expect(wrongWith(size, "3 GiB")).toEqual({ word: "forms-amount-between", args: { min: "1 KiB", max: "2 GiB" } });
    expect(wrongWith(wait, "soon")).toEqual({ word: "forms-no-duration", args: {} });
    expect(wrongWith(errors, "1e3")).toEqual({ word: "forms-no-integer", args: {} });
    expect(wrongWith(field("name", "text", { min: 1, max: 4 }), "äöü")).toMatchObject({ word: "forms-length-between" });
    expect(wrongWith(field("list", "list", { min: 0, max: 2 }), "a, b, c")).toMatchObject({ word: "forms-items-between" });
    expect(wrongWith(field("open", "integer", { min: 3 }), "1")).toEqual({ word: "forms-amount-at-least", args: { min: "3" } });
  });

  test("that are less safe than the shipped ones are known", () => {
    expect(isWeaker(wait, "2min", "1min")).toBe(true);
    expect(isWeaker(wait, "30s", "1min")).toBe(false);
    expect(isWeaker(errors, "0", "20")).toBe(true);
    expect(isWeaker(login, "off", "on")).toBe(true);
    expect(isWeaker(size, "2 GiB", "50 MiB")).toBe(false);
  });

  test("lists are written as the server takes them", () => {
    expect(itemsOf("a, b")).toEqual(["a", "b"]);
    expect(itemsOf('["a,b","c"]')).toEqual(["a,b", "c"]);
    expect(itemsOf("[broken")).toEqual([]);
    expect(textOf(["a", "b"])).toBe("a, b");
    expect(textOf(["a,b"])).toBe('["a,b"]');
  });
});

describe("a draft", () => {
  test("lists what differs, and nothing else", () => {
    const draft = new Draft(rooms, settings());
    draft.set("smtp.size", "60 MiB");
    draft.set("smtp.errors", "30");
    draft.set("smtp.size", "50 MiB");
    expect(draft.changes.value.map((change) => change.key)).toEqual(["smtp.errors"]);
    expect(draft.changes.value[0]).toMatchObject({ before: "20", value: "30", weaker: true, unsafe: false });
    expect(JSON.parse(draft.file())).toEqual({ settings: { "smtp.errors": "30" } });
  });

  test("says what makes the server weaker than it is, where much depends on it", () => {
    const draft = new Draft(rooms, settings());
    draft.set("smtp.login", "off");
    expect(draft.changes.value[0]).toMatchObject({ weaker: true, unsafe: true });
    const off = new Draft(rooms, settings().map((one) => (one.key === "smtp.login" ? { ...one, value: "off", origin: "system" as const } : one)));
    off.set("smtp.login", "on");
    expect(off.changes.value[0]).toMatchObject({ weaker: false, unsafe: false });
  });

  test("is not saved while something is wrong in it", () => {
    const draft = new Draft(rooms, settings());
    expect(draft.canSave).toBe(false);
    draft.set("smtp.size", "x");
    expect(draft.canSave).toBe(false);
    draft.set("smtp.size", "1 MiB");
    expect(draft.canSave).toBe(true);
  });

  test("goes back field by field, not letter by letter", () => {
    const draft = new Draft(rooms, settings());
    for (const typed of ["6", "60", "60 MiB"]) draft.set("smtp.size", typed);
    draft.set("smtp.login", "off");
    draft.undo();
    expect(draft.entered("smtp.login")?.value).toBe("on");
    expect(draft.entered("smtp.size")?.value).toBe("60 MiB");
    draft.undo();
    expect(draft.changes.value).toEqual([]);
    expect(draft.canUndo.value).toBe(false);
  });

  test("goes back to the shipped value", () => {
    const draft = new Draft(rooms, settings());
    draft.reset("smtp.wait");
    expect(draft.changes.value[0]).toMatchObject({ value: "1min", isReset: true, weaker: false });
  });

  test("does not overwrite unseen what another changed meanwhile", () => {
    const draft = new Draft(rooms, settings());
    draft.set("smtp.size", "60 MiB");
    draft.set("smtp.errors", "30");
    const theirs = settings().map((one) => (one.key === "smtp.size" ? { ...one, value: "70 MiB" } : one));
    draft.refresh(theirs);
    expect(draft.conflicts.value).toMatchObject([{ key: "smtp.size", before: "50 MiB", mine: "60 MiB", theirs: "70 MiB" }]);
    expect(draft.canSave).toBe(false);
    draft.settleConflict("smtp.size", false);
    expect(draft.canSave).toBe(true);
    expect(draft.changes.value.map((change) => change.key)).toEqual(["smtp.errors"]);
  });

  test("does not overwrite unseen a secret that another has replaced, though both are hidden", () => {
    const secret = [{ room: "notify", title: "", fields: [field("key", "text", { secret: true })] }];
    const hidden = (change?: number): Setting[] => [{
      key: "notify.key", value: "(hidden)", shipped: "", origin: "system",
      ...(change !== undefined && { change, changed_at: "2026-11-27T06:00:00Z", changed_by: "bob" }),
    }];
    const draft = new Draft(secret, hidden(4));
    draft.refresh(hidden(5));
    expect(draft.conflicts.value, "nothing is being entered").toEqual([]);
    draft.set("notify.key", "mine");
    draft.refresh(hidden(5));
    draft.refresh(hidden());
    expect(draft.conflicts.value, "it is the same, or not remembered").toEqual([]);
    draft.refresh(hidden(6));
    expect(draft.conflicts.value).toMatchObject([{ key: "notify.key", mine: "mine", theirs: "(hidden)", by: "bob", at: "2026-11-27T06:00:00Z" }]);
    expect(draft.canSave).toBe(false);
    draft.settleConflict("notify.key", true);
    expect(draft.canSave).toBe(true);
    draft.keep(draft.entries(), new Map([["notify.key", "(hidden)"]]), 7);
    draft.set("notify.key", "mine again");
    draft.refresh(hidden(7));
    expect(draft.conflicts.value, "that was one's own change").toEqual([]);
    draft.refresh(hidden(8));
    expect(draft.conflicts.value).toHaveLength(1);
  });

  test("tells of a letter whoever looks at its field, and nobody else", () => {
    const many = Array.from({ length: 200 }, (_, i) => field(`key${i}`, "text"));
    const draft = new Draft([{ room: "smtp", title: "", fields: many }],
      many.map(({ key }) => ({ key: `smtp.${key}`, value: "", shipped: "", origin: "shipped" })));
    const told = new Map<string, number>();
    for (const key of draft.fields.keys()) effect(() => {
      draft.entered(key);
      draft.refusal(key);
      told.set(key, (told.get(key) ?? -1) + 1);
    });
    const heard = (): Record<string, number> => Object.fromEntries([...told].filter(([, times]) => times > 0));
    for (const text of ["a", "ab", "abc"]) draft.set("smtp.key7", text);
    expect(heard()).toEqual({ "smtp.key7": 3 });
    draft.refuse("smtp.key9", "No");
    draft.undo();
    expect(heard()).toEqual({ "smtp.key7": 4, "smtp.key9": 1 });
  });

  test("has what was saved at once, and what was entered since still to be saved", () => {
    const draft = new Draft(rooms, settings());
    draft.set("smtp.size", "60 MiB");
    draft.set("smtp.errors", "30");
    const sent = draft.entries();
    draft.set("smtp.errors", "31");
    draft.keep(sent, new Map([["smtp.size", "60 MiB"], ["smtp.errors", "30"]]));
    expect(draft.entered("smtp.size")).toMatchObject({ before: "60 MiB", value: "60 MiB", origin: "system" });
    expect(draft.changes.value).toMatchObject([{ key: "smtp.errors", before: "30", value: "31" }]);
    expect(draft.canUndo.value).toBe(false);
  });

  test("keeps the server's refusal until the field is changed", () => {
    const draft = new Draft(rooms, settings());
    draft.set("smtp.size", "60 MiB");
    draft.refuse("smtp.size", "must be whole MiB");
    expect(draft.refusal("smtp.size")).toBe("must be whole MiB");
    draft.set("smtp.size", "61 MiB");
    expect(draft.refusal("smtp.size")).toBeUndefined();
  });
});
