import { expect, test } from "vitest";
import { currentPage, entriesOf, groupsOf, isPartOf, markedPage, type NavPage } from "./nav.ts";

const page = (path: string, group: string): NavPage => ({ path, label: path, icon: "gauge", group });
const pages = [page("/admin", "Now"), page("/admin/ids/blocks", "Attacks"), page("/admin/queue", "Now"), page("/admin/ids", "Attacks")];

test("groups keep the order in which their pages come", () => {
  expect(groupsOf(pages).map((group) => [group.name, group.pages.map((one) => one.path)])).toEqual([
    ["Now", ["/admin", "/admin/queue"]], ["Attacks", ["/admin/ids/blocks", "/admin/ids"]],
  ]);
});

test("the current page is the one that says most of the path", () => {
  expect(currentPage(pages, "/admin/ids/blocks/198.51.100.9")?.path).toBe("/admin/ids/blocks");
  expect(currentPage(pages, "/admin/ids/rules")?.path).toBe("/admin/ids");
  expect(currentPage(pages, "/admin/queues")?.path).toBe("/admin");
  expect(currentPage(pages, "/login")).toBeUndefined();
});

test("no page is marked on one that the side bar does not name", () => {
  expect(markedPage(pages, "/admin")?.path).toBe("/admin");
  expect(markedPage(pages, "/admin/ids/rules")?.path).toBe("/admin/ids");
  expect(markedPage(pages, "/admin/me")).toBeUndefined();
});

test("every page is in the palette, and goes where it says", () => {
  const went: string[] = [];
  for (const entry of entriesOf(pages, (path) => went.push(path))) entry.run();
  expect(went).toEqual(pages.map((one) => one.path));
});

test("parts of a page that have an entry each are of one page, and the home is of none", () => {
  expect(isPartOf("/admin", "/admin/access", "/admin/access/deny")).toBe(true);
  expect(isPartOf("/admin", "/admin/access/deny", "/admin/access")).toBe(true);
  expect(isPartOf("/admin", "/admin/access", "/admin/accounts")).toBe(false);
  expect(isPartOf("/admin", "/admin", "/admin/access")).toBe(false);
  expect(isPartOf("/admin", "/admin", "/admin")).toBe(true);
  expect(isPartOf("/admin", "", "/admin/access")).toBe(false);
});
