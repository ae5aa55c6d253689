// How much a page may weigh before it shows something. A build that is heavier fails.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { initialChunks, languageChunk, laterChunks, styleFiles, type Chunk, type Manifest } from "./manifest.ts";

export interface Budget { script: number; style: number; later: number }
export const BUDGETS: Readonly<Record<string, Budget>> = {
  login: { script: 20_000, style: 12_000, later: 40_000 },
  mail: { script: 70_000, style: 12_000, later: 40_000 },
  setup: { script: 60_000, style: 12_000, later: 40_000 },
  admin: { script: 60_000, style: 12_000, later: 40_000 },
};

export interface Weight { what: string; bytes: number; limit: number }

export function brotli(bytes: Uint8Array): Buffer {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
  });
}

export function weigh(manifest: Manifest, budget: Budget, read: (file: string) => Uint8Array): Weight[] {
  const of = (files: Iterable<string>): number => [...new Set(files)].reduce((sum, file) => sum + brotli(read(file)).byteLength, 0);
  const initial = initialChunks(manifest);
  const language = languageChunk(manifest, "de");  // the wordier of the two
  const scripts = [...initial, ...(language ? [language] : [])].map((chunk: Chunk) => chunk.file);
  const styles = [...initial.flatMap((chunk) => chunk.css ?? []), ...styleFiles(manifest)];
  return [
    { what: "script at once, one language among it", bytes: of(scripts), limit: budget.script },
    { what: "style at once", bytes: of(styles), limit: budget.style },
    ...laterChunks(manifest).map((chunk) => ({ what: chunk.file, bytes: of([chunk.file]), limit: budget.later })),
  ];
}

export function checkBudget(entry: string, manifest: Manifest, dist: string): void {
  const budget = BUDGETS[entry];
  if (!budget) return;
  const weights = weigh(manifest, budget, (file) => readFileSync(dist + file));
  const [script, style] = weights;
  console.log(`${entry}: script ${script?.bytes} of ${script?.limit} B, style ${style?.bytes} of ${style?.limit} B (brotli)`);
  const heavy = weights.filter((weight) => weight.bytes > weight.limit);
  if (heavy.length === 0) return;
  throw new Error(heavy.map((w) => `${entry}: ${w.what} weighs ${w.bytes} B, and ${w.limit} B are allowed`).join("\n"));
}
