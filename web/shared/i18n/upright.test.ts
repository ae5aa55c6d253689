import { createElement, options, type VNode } from "preact";
import { expect, test } from "vitest";
import { bundleOf } from "./i18n.ts";
import { closed, drawUpright, upright } from "./upright.ts";

test("what turns text by force is seen, and turns nothing", () => {
  expect(upright("evil\u202etset.peer@x.test")).toBe("evil\\u202etset.peer@x.test");
  expect(upright("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")).toBe("\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067");
  expect(upright("שלום, Grüße, 世界, \u200f\u200e")).toBe("שלום, Grüße, 世界, \u200f\u200e");
});

test("a value cannot leave its place in a sentence", () => {
  const sentence = bundleOf("en", { sources: ["a = From { $who } here"] });
  const pattern = sentence.getMessage("a")?.value;
  const said = (who: string): string => upright((pattern && sentence.formatPattern(pattern, { who: closed(who) })) ?? "");
  expect(said("x")).toBe("From \u2068x\u2069 here");
  expect(said("x\u2069\u202ey")).toBe("From \u2068x\\u2069\\u202ey\u2069 here");
  expect(said("\u2068x")).toBe("From \u2068\\u2068x\u2069 here");
  expect(said("\u2068x\u2069")).toBe("From \u2068\u2068x\u2069\u2069 here");
});

test("all text that is drawn is upright, and tips are; what a field holds is not changed", () => {
  const before = options.vnode;
  drawUpright();
  try {
    const node = createElement("input", { title: "a\u202eb", "aria-label": "c\u202ed", value: "e\u202ef" });
    expect(node.props).toEqual({ title: "a\\u202eb", "aria-label": "c\\u202ed", value: "e\u202ef" });
    const text = { type: null, props: "a\u202eb" } as unknown as VNode;  // as Preact makes it of a child
    options.vnode?.(text);
    expect(text.props).toBe("a\\u202eb");
  } finally {
    if (before) options.vnode = before; else delete options.vnode;
  }
});
