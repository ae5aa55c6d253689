// What a build wrote, read from its manifest: which files a page loads at once, and which only when they are asked for.
import { readFileSync } from "node:fs";

export interface Chunk {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}
export type Manifest = Record<string, Chunk>;

export function readManifest(folder: string, entry: string): Manifest {
  return JSON.parse(readFileSync(`${folder}${entry}.manifest.json`, "utf8")) as Manifest;
}

// What an entry imports as its first act, so that what it asks the server for before is on its way sooner.
const isStart = (key: string): boolean => key.endsWith("/start.tsx");

// The entry's script and all that it imports, which the page waits for.
export function initialChunks(manifest: Manifest): Chunk[] {
  const found = new Set<string>();
  const waiting = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    const { imports = [], dynamicImports = [] } = manifest[key] ?? {};
    waiting.push(...imports, ...dynamicImports.filter(isStart));
  }
  return [...found].flatMap((key) => manifest[key] ?? []);
}

export function laterChunks(manifest: Manifest): Chunk[] {
  const initial = new Set(initialChunks(manifest).map((chunk) => chunk.file));
  return Object.values(manifest).filter((chunk) => chunk.file.endsWith(".js") && !initial.has(chunk.file));
}

// Where all styles of an entry are one file, no chunk names it.
export const styleFiles = (manifest: Manifest): string[] =>
  Object.values(manifest).map((chunk) => chunk.file).filter((file) => file.endsWith(".css"));

// The chunk of a language, by the file that names its words.
export function languageChunk(manifest: Manifest, language: string): Chunk | undefined {
  return Object.values(manifest).find((chunk) => chunk.src?.endsWith(`/words/${language}.ts`));
}
