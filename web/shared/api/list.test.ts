import { expect, test } from "vitest";
import { Rows } from "./list.ts";

interface Row { name: string; hits: number }

test("what comes by itself waits while the rows are held, and what one asks for does not", async () => {
  let there: Row[] = [{ name: "ann", hits: 1 }];
  const rows = new Rows<Row>(() => Promise.resolve({ items: there.map((row) => ({ ...row })) }));
  const names = (): string[] => rows.rows.value.map((row) => row.name);
  rows.hold(true);
  await rows.renew();
  expect(names()).toEqual(["ann"]);

  there = [{ name: "bob", hits: 1 }, ...there];
  await rows.renew();
  expect(names()).toEqual(["ann"]);
  expect(rows.later.value).toHaveLength(2);
  rows.showLater();
  expect(names()).toEqual(["bob", "ann"]);
  expect(rows.later.value).toBeNull();

  await rows.renew();
  expect(rows.later.value, "nothing has changed").toBeNull();
  there = there.slice(1);
  await rows.read();
  expect(names()).toEqual(["ann"]);

  there = [...there, { name: "cyd", hits: 1 }];
  await rows.renew();
  expect(names(), "what comes of what one has done").toEqual(["ann", "cyd"]);
  rows.hold(true);
  there = [];
  await rows.renew();
  expect(names()).toEqual(["ann", "cyd"]);
  rows.hold(false);
  expect(names()).toEqual([]);
});
