// A form that its page's address opens, so that a link and the palette lead to it: /admin/ids/blocks?form=add
// Use: const [isAdding, add] = useOpening("add", mayChange);
import { useLocation } from "preact-iso";
import { addressOf, queryOf } from "./query.model.ts";

const PLAIN = { form: "" };
const asked = (search: string): string => queryOf(search, PLAIN)["form"] ?? "";

// For who may not, the address names nothing.
export function useOpening(form: string, may: boolean): [boolean, (isOpen: boolean) => void] {
  const { url, route } = useLocation();
  const search = url.includes("?") ? url.slice(url.indexOf("?")) : "";
  const open = (isOpen: boolean): void => {
    // The window's own address: what was entered may have led to another page by now, where nothing is to be closed.
    if (!isOpen && asked(location.search) !== form) return;
    route(addressOf(location.pathname, { form: isOpen ? form : "" }, PLAIN, location.search), true);
  };
  return [may && asked(search) === form, open];
}
