// What the server embeds: the same octets from the same inputs, as an assembler takes them, and the types of the API as it is described.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { integrityOf } from "../tools/integrity.ts";
import { ENTRIES, WEB } from "../tools/paths.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function built(): string {
  const folder = `${mkdtempSync(join(tmpdir(), "pages-"))}/`;
  folders.push(folder);
  execFileSync(process.execPath, [`${WEB}tools/build.ts`], { env: { ...process.env, NODE_ENV: "production", WEB_OUT: folder }, stdio: "pipe" });
  return folder;
}

const filesOf = (folder: string): Map<string, string> => new Map(readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()
  .map((file) => [file.slice(folder.length), integrityOf(readFileSync(file))]));

test("two builds are the same octets, and an assembler takes them", () => {
  const [one, two] = [built(), built()];
  expect(filesOf(one)).toEqual(filesOf(two));
  execFileSync("clang-19", ["-c", "-I", one, "-o", `${one}assets.o`, `${one}assets.S`], { cwd: one, stdio: "pipe" });
  const rows = readFileSync(`${one}assets.inc`, "utf8").trim().split("\n");
  const size = Math.max(...rows.flatMap((row) => [...row.matchAll(/\{(\d+), (\d+)\}/g)].map((span) => Number(span[1]) + Number(span[2]))));
  const object = readFileSync(`${one}assets.o`);
  const page = readFileSync(`${one}dist/login/index.html`);
  expect(object.byteLength).toBeGreaterThan(size);
  expect(object.includes(page)).toBe(true);
});

test("each file that a page names is there, and is what its tag says", () => {
  const folder = built();
  const html = readFileSync(`${folder}dist/login/index.html`, "utf8");
  const tags = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)" integrity="([^"]+)"/g)];
  expect(tags.length).toBeGreaterThanOrEqual(2);
  for (const [, path, integrity] of tags) expect(integrityOf(readFileSync(`${folder}dist${path}`))).toBe(integrity);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/);
  for (const { name } of ENTRIES) expect(readFileSync(`${folder}dist/${name}/index.html`, "utf8"), name).toContain('id="unloaded"');
});

test("the types of the API are those of its description", () => {
  execFileSync(process.execPath, [`${WEB}tools/gen-api.ts`, "--check"], { stdio: "pipe" });
});
