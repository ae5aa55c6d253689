import { expect, test } from "vitest";
import { Problem } from "../api/problem.ts";
import { Toasts } from "./toast.model.ts";

test("a toast goes by itself, one with a way back later, and one of a failure stays", () => {
  const toasts = new Toasts();
  toasts.add("saved");
  toasts.add("unblocked", { undo: () => {} });
  toasts.add("not saved", { kind: "bad" });
  toasts.pass(6000);
  expect(toasts.shown.value.map((toast) => toast.text)).toEqual(["unblocked", "not saved"]);
  toasts.pass(20_000);
  expect(toasts.shown.value.map((toast) => toast.text)).toEqual(["not saved"]);
});

test("time stands still while one is looked at", () => {
  const toasts = new Toasts();
  toasts.add("saved");
  toasts.hold(true);
  toasts.pass(60_000);
  expect(toasts.shown.value).toHaveLength(1);
  toasts.hold(false);
  toasts.pass(60_000);
  expect(toasts.shown.value).toHaveLength(0);
});

test("what could not be taken back is said", async () => {
  const toasts = new Toasts();
  toasts.add("renamed", { undo: () => Promise.reject(new Problem(409, "The name is taken")) });
  await toasts.undoLast();
  expect(toasts.shown.value).toMatchObject([{ kind: "bad", text: "kit-not-undone", left: Infinity }]);
});

test("the last thing that can be undone is undone once", async () => {
  const toasts = new Toasts();
  const undone: string[] = [];
  toasts.add("first", { undo: () => { undone.push("first"); } });
  toasts.add("second", { undo: () => { undone.push("second"); } });
  toasts.add("third");
  await toasts.undoLast();
  await toasts.undoLast();
  expect(toasts.undoLast()).toBeNull();
  expect(undone).toEqual(["second", "first"]);
});

test("there are never more than a few", () => {
  const toasts = new Toasts();
  for (let i = 0; i < 9; ++i) toasts.add(String(i));
  expect(toasts.shown.value.map((toast) => toast.text)).toEqual(["5", "6", "7", "8"]);
});
