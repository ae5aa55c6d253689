// A reader chooses in the menus how pages look and speak, whatever his system says: it is shown at once, plots too, and is so after a reload.
import { named } from "../browser.ts";
import type { Person } from "./console.ts";

interface Shown { background: number; plot: number; theme: string; language: string; title: string; kept: (string | null)[] }

// From 0 for black to 255 for white: of the page, and of the lines of the grid, which are most of what is drawn in the first plot.
const shown = ({ page }: Person): Promise<Shown> => page.evaluate(() => {
  const brightness = ([red = 0, green = 0, blue = 0]: readonly number[]): number => Math.round((red + green + blue) / 3);
  const canvas = document.querySelector<HTMLCanvasElement>(".figures-one canvas");
  const copy = new OffscreenCanvas(canvas?.width || 1, canvas?.height || 1);
  const room = copy.getContext("2d", { willReadFrequently: true });
  if (canvas && canvas.width > 0) room?.drawImage(canvas, 0, 0);
  const pixels = room?.getImageData(0, 0, copy.width, copy.height).data ?? new Uint8ClampedArray();
  const often = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const bright = brightness([...pixels.subarray(at, at + 3)]);
    if (pixels[at + 3] === 255) often.set(bright, (often.get(bright) ?? 0) + 1);
  }
  const [plot = -1] = [...often].sort(([, a], [, b]) => b - a)[0] ?? [];
  const background = brightness(getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? []);
  const { documentElement: root } = document;
  return {
    background, plot, theme: root.dataset["theme"] ?? "", language: root.lang, title: document.querySelector("h1")?.textContent ?? "",
    kept: [localStorage.getItem("theme"), localStorage.getItem("language")],
  };
});

async function choose({ page }: Person, menu: string, item: string): Promise<void> {
  await page.locator(named(menu, "button")).click();
  await page.locator(named(item, "menuitemcheckbox")).click();
}

// Once the plot is drawn as that says; one that never is shows in what comes back.
async function drawn(person: Person, isRight: (now: Shown) => boolean): Promise<Shown> {
  const end = Date.now() + 20_000;
  for (;;) {
    const now = await shown(person);
    if (isRight(now) || Date.now() > end) return now;
  }
}

async function reloaded(person: Person, isRight: (now: Shown) => boolean): Promise<Shown> {
  await person.page.reload({ waitUntil: "load" });
  await person.arrival.over();
  await person.page.waitForSelector(".figures-one canvas");
  return drawn(person, isRight);
}

export default async function chosenLook(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const system = (theme: string): Promise<void> => page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  const isLight = ({ background, plot }: Shown): boolean => background > 200 && plot > 200;
  const isDark = ({ background, plot }: Shown): boolean => background < 60 && plot >= 0 && plot < 80;
  await person.begin("/admin/figures");
  await page.waitForSelector(".figures-one canvas");
  await system("light");
  const first = await drawn(person, isLight);
  await choose(person, "Appearance", "Dark");
  const dark = await drawn(person, isDark);
  const darkAgain = await reloaded(person, isDark);
  const looks = await person.look();
  await system("dark");
  await choose(person, "Appearance", "Light");
  const light = await drawn(person, isLight);

  await choose(person, "Language", "Deutsch");
  await page.waitForFunction(() => document.documentElement.lang === "de");
  const german = await drawn(person, isLight);
  const germanAgain = await reloaded(person, isLight);
  looks.push(...await person.look());
  await system("dark");
  await choose(person, "Darstellung", "Wie das System");
  await choose(person, "Sprache", "English");
  await page.waitForFunction(() => document.documentElement.lang === "en");
  const last = await drawn(person, isDark);
  return { first, dark, darkAgain, light, german, germanAgain, last, looks };
}
