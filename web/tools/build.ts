// Builds the pages: types from the API's description, each entry, hashes on its tags, compressed twins, and what the server embeds.
// Promises: the same inputs give the same octets. Too heavy a page fails the build.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "vite";
import { entryConfig } from "../vite.config.ts";
import { embed, type Asset } from "./assets.ts";
import { checkBudget } from "./budget.ts";
import { withIntegrity } from "./integrity.ts";
import { readManifest } from "./manifest.ts";
import { DIST, ENTRIES, GALLERY, OUT } from "./paths.ts";
import { withPreloads } from "./preload.ts";

async function buildEntry(name: string, folder: string): Promise<void> {
  await build(entryConfig(name, folder));
  const page = `${folder}${name}/index.html`;
  const html = withPreloads(readFileSync(page, "utf8"), readManifest(folder, name));
  writeFileSync(page, withIntegrity(html, (path) => readFileSync(folder + path.slice(1))));
}

function assetsOf(entry: (typeof ENTRIES)[number]): Asset[] {
  const folder = `assets/${entry.name}/`;
  const page = `dist/${entry.name}/index.html`;
  return [
    ...entry.paths.map((path) => ({ path, file: page, bytes: readFileSync(OUT + page), roles: entry.roles, immutable: false })),
    ...readdirSync(DIST + folder).sort().map((file) => ({
      path: `/${folder}${file}`, file: `dist/${folder}${file}`, bytes: readFileSync(DIST + folder + file), roles: entry.roles,
      immutable: true,
    })),
  ];
}

async function buildPages(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  for (const { name } of ENTRIES) {
    await buildEntry(name, DIST);
    checkBudget(name, readManifest(DIST, name), DIST);
  }
  const { assembly, rows, files } = embed(ENTRIES.flatMap(assetsOf));
  for (const [file, bytes] of files) writeFileSync(OUT + file, bytes);
  writeFileSync(`${OUT}assets.S`, assembly);
  writeFileSync(`${OUT}assets.inc`, rows);
}

async function buildGallery(): Promise<void> {
  rmSync(GALLERY, { recursive: true, force: true });
  await buildEntry("gallery", GALLERY);
}

await (process.argv[2] === "gallery" ? buildGallery() : buildPages());
