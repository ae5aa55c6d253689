import { expect, test } from "vitest";
import { rowsOf, treeStep, type TreeNode } from "./tree.model.ts";

const nodes: TreeNode[] = [
  { id: "mail", label: "Mail", children: [{ id: "in", label: "In", children: [{ id: "smtp", label: "SMTP" }] }, { id: "out", label: "Out" }] },
  { id: "web", label: "Web", children: [] },
  { id: "log", label: "Log" },
];

test("only what is open is seen, with its place among its siblings", () => {
  const rows = rowsOf(nodes, new Set(["mail"]));
  expect(rows.map((row) => row.node.id)).toEqual(["mail", "in", "out", "web", "log"]);
  expect(rows[2]).toMatchObject({ level: 2, parent: 0, position: 2, siblings: 2 });
  expect(rowsOf(nodes, new Set(["in"])).map((row) => row.node.id)).toEqual(["mail", "web", "log"]);
});

test("arrows open, enter, leave and close", () => {
  const shut = rowsOf(nodes, new Set());
  expect(treeStep("ArrowRight", shut, 0, false)).toEqual({ open: ["mail"] });
  expect(treeStep("ArrowLeft", shut, 0, true)).toEqual({ open: ["mail"] });
  const open = rowsOf(nodes, new Set(["mail"]));
  expect(treeStep("ArrowRight", open, 0, false)).toEqual({ go: 1 });
  expect(treeStep("ArrowLeft", open, 2, false)).toEqual({ go: 0 });
  expect(treeStep("ArrowLeft", open, 0, false)).toEqual({ close: "mail" });
  expect(treeStep("ArrowRight", open, 4, false)).toBeNull();
  expect(treeStep("ArrowUp", open, 0, false)).toBeNull();
  expect(treeStep("End", open, 0, false)).toEqual({ go: 4 });
  expect(treeStep("*", open, 0, false)).toEqual({ open: ["mail", "web"] });
});
