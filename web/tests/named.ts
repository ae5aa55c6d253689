// Things by their name and role, as they are read aloud. Chromium is asked for them; Firefox takes seconds to tell (WebDriver BiDi looks at
// every element of the page), so there both are worked out in the page, by the rules that these pages keep to.
import { Puppeteer } from "puppeteer-core";

// Runs in the page, and so has all that it needs in itself.
function withName(root: Node, wanted: string): Iterable<Node> {
  const roles: Readonly<Record<string, string>> = {
    button: "button:not([role]), [role=button]", link: "a[href]:not([role])", combobox: "select, [role=combobox]",
    textbox: "textarea, input:not([role]):not([type=search], [type=checkbox], [type=radio], [type=file], [type=number])",
  };
  const { name = "", role = "" } = /^\[name="(?<name>.*)"\]\[role="(?<role>\w+)"\]$/s.exec(wanted)?.groups ?? {};
  const read = (element: Element): string => {
    const copy = element.cloneNode(true) as Element;
    for (const unread of copy.querySelectorAll("[aria-hidden=true], svg")) unread.remove();
    return copy.textContent;
  };
  const nameOf = (element: Element): string => {
    const by = element.getAttribute("aria-labelledby")?.split(" ").flatMap((id) => document.getElementById(id) ?? []) ?? [];
    const labels = by.length > 0 ? by : [...((element as HTMLInputElement).labels ?? [])];
    return element.getAttribute("aria-label") ?? (labels.length > 0 ? labels.map(read).join(" ") : read(element));
  };
  const same = (text: string): string => text.replace(/\s+/g, "");
  // What is under an open dialog is not to be had.
  const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
  return [...(root as Element).querySelectorAll(roles[role] ?? `[role=${role}]`)].filter((element) =>
    (!modal || modal.contains(element)) && element.checkVisibility() && same(nameOf(element)) === same(name));
}

Puppeteer.registerCustomQueryHandler("named", { queryAll: withName });
