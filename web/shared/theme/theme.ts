// Which theme is shown: the system's, or the one that the reader chose, which this browser keeps.
import { effect, signal } from "@preact/signals";
import { kept, keep } from "./kept.ts";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

const known = (word: string | null): Theme => THEMES.find((theme) => theme === word) ?? "system";

export const theme = signal<Theme>(known(kept("theme")));

// Whether the system is dark now: for what is drawn in colours and not styled by them.
export const isDarkOutside = signal(false);

export function startTheme(root: HTMLElement = document.documentElement): void {
  effect(() => {
    keep("theme", theme.value === "system" ? null : theme.value);
    if (theme.value === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
  });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  isDarkOutside.value = dark.matches;
  dark.addEventListener("change", () => { isDarkOutside.value = dark.matches; });
}
