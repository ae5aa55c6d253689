import { expect, test } from "vitest";
import { find, marked, type Entry } from "./palette.model.ts";

const entry = (label: string, words?: string): Entry => ({ id: label, label, group: "Pages", run: () => {}, ...(words && { words }) });
const entries = [entry("Queue"), entry("Quarantine"), entry("Blocked addresses", "ids ban intrusion"), entry("Allow list"), entry("SMTP log in")];

test("what begins with it comes before what only holds it, and words behind count too", () => {
  expect(find(entries, "qu").map((one) => one.entry.label)).toEqual(["Queue", "Quarantine"]);
  expect(find(entries, "list")[0]?.entry.label).toBe("Allow list");
  expect(find(entries, "ban").map((one) => one.entry.label)).toEqual(["Blocked addresses"]);
  expect(find(entries, "sli")[0]?.entry.label).toBe("SMTP log in");
  expect(find(entries, "xyz")).toEqual([]);
});

test("with nothing typed, what was used last comes first", () => {
  expect(find(entries, "", ["Allow list", "Queue"]).slice(0, 2).map((one) => one.entry.label)).toEqual(["Allow list", "Queue"]);
});

test("a label is marked where it was met", () => {
  expect(marked("Queue", [0, 1])).toEqual([{ text: "Qu", hit: true }, { text: "eue", hit: false }]);
});
