// What has the focus may go with what was done: a row that was deleted, a form that was sent. Who uses keys goes on close by, and does not
// begin again at the top of the page. Where that is says the mark data-goes-on: the last of these in the nearest part that still stands.
export type Path = readonly Element[];  // an element and what it is in

export function pathTo(element: Element | null): Path {
  const path: Element[] = [];
  for (let one = element; one; one = one.parentElement) path.push(one);
  return path;
}

function near(path: Path): HTMLElement | undefined {
  for (const part of [...path, document.body]) {
    if (!part.isConnected) continue;
    const marked = [part, ...part.querySelectorAll("[data-goes-on]")].filter((one): one is HTMLElement =>
      one instanceof HTMLElement && "goesOn" in one.dataset && one.checkVisibility());
    if (marked.length > 0) return marked.at(-1);
  }
  return undefined;
}

// To where one was, or close by.
export function goBack(path: Path): void {
  const [was] = path;
  if (!was) return;
  const to = was instanceof HTMLElement && was.isConnected ? was : near(path);
  to?.focus();
}

// For the whole of a page, as long as it is shown. Gives what ends it.
export function keepFocus(): () => void {
  let path: Path = [];
  const onFocusIn = ({ target }: FocusEvent): void => {
    path = target instanceof Element && target.matches(":focus-visible") ? pathTo(target) : [];
  };
  const watch = new MutationObserver(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    if (isNowhere && path[0]?.isConnected === false) goBack(path);
  });
  document.addEventListener("focusin", onFocusIn);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", onFocusIn);
    watch.disconnect();
  };
}
