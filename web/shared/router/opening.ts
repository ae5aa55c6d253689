// A form that its page's address opens, so that a link and the palette lead to it: /admin/ids/blocks?form=add
// A link from something may bring along what is entered first: /admin/ids/blocks?form=add&with=192.0.2.7
// Use: const [isAdding, add, network] = useOpening("add", mayChange);
import { useLocation } from "preact-iso";
import { addressOf, queryOf } from "./query.model.ts";

const PLAIN = { form: "", with: "" };
type Asked = Record<keyof typeof PLAIN, string>;
const asked = (search: string): Asked => queryOf(search, PLAIN) as Asked;

// For who may not, the address names nothing.
export function useOpening(form: string, may: boolean): [boolean, (isOpen: boolean) => void, string] {
  const { url, route } = useLocation();
  const search = url.includes("?") ? url.slice(url.indexOf("?")) : "";
  const open = (isOpen: boolean): void => {
    // The window's own address: what was entered may have led to another page by now, where nothing is to be closed.
    if (!isOpen && asked(location.search).form !== form) return;
    route(addressOf(location.pathname, { ...PLAIN, form: isOpen ? form : "" }, PLAIN, location.search), true);
  };
  const is = asked(search);
  const isOpen = may && is.form === form;
  return [isOpen, open, isOpen ? is.with : ""];
}
