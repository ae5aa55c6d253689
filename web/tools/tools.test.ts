import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compressed, embed, ENCODINGS, typeOf, type Asset, type Encoding } from "./assets.ts";
import { weigh } from "./budget.ts";
import { typesOf, type Description } from "./gen-api.ts";
import { withIntegrity } from "./integrity.ts";
import { withPreloads } from "./preload.ts";
import { initialChunks, languageChunk, laterChunks, type Manifest } from "./manifest.ts";

const long = new TextEncoder().encode("let it be said again. ".repeat(200));
const asset = (path: string, bytes: Uint8Array, more: Partial<Asset> = {}): Asset =>
  ({ path, file: `dist${path}`, bytes, roles: ["admin"], immutable: true, ...more });

describe("what is embedded", () => {
  const page = { file: "dist/login/index.html", immutable: false, roles: ["admin", "webmail"] };
  const assets = [asset("/b.js", long), asset("/a.css", new Uint8Array(10)), asset("/login", long, page)];
  const { assembly, rows, files } = embed(assets);
  const span = (row: string): [number, number][] => [...row.matchAll(/\{(\d+), (\d+)\}/g)].map((found) => [Number(found[1]), Number(found[2])]);

  test("has a row for each path, in order, with its type, tag and roles", () => {
    const paths = rows.trim().split("\n").map((row) => /^\{"([^"]+)", "([^"]+)", "([\w-]{22})", (\w+), (\w+), (\w+), /.exec(row)?.slice(1));
    expect(paths.map((row) => row?.[0])).toEqual(["/a.css", "/b.js", "/login"]);
    expect(paths[1]?.slice(3)).toEqual(["false", "true", "true"]);
    expect(paths[2]?.slice(3)).toEqual(["true", "true", "false"]);
  });

  test("lies one after another, and the rows say where", () => {
    const pieces = [...assembly.matchAll(/\.incbin "([^"]+)", 0, (\d+)/g)].map((found) => ({ file: found[1] ?? "", size: Number(found[2]) }));
    const spans = rows.trim().split("\n").flatMap(span).filter(([, size]) => size > 0);
    let at = 0;
    pieces.forEach((piece, index) => {
      expect(spans[index]).toEqual([at, piece.size]);
      at += piece.size;
    });
    expect(assembly).toContain(`.size web_assets, ${at}`);
  });

  test("lies there once, under however many addresses", () => {
    const twice = embed([...assets, asset("/login-too", long, page)]);
    expect(twice.assembly).toBe(assembly);
    const [too, login] = ["/login-too", "/login"].map((path) => twice.rows.split("\n").find((row) => row.startsWith(`{"${path}"`)) ?? "");
    expect(span(too ?? "")).toEqual(span(login ?? ""));
  });

  test("is what was built, however it is packed", () => {
    const unpack: Record<Encoding, (bytes: Uint8Array) => Buffer> = { br: brotliDecompressSync, gz: gunzipSync, zst: zstdDecompressSync };
    for (const name of Object.keys(ENCODINGS) as Encoding[]) {
      const packed = files.get(`dist/b.js.${name}`);
      if (!packed) throw new Error(`no ${name}`);
      expect(packed.byteLength).toBeLessThan(long.byteLength);
      expect(unpack[name](packed).equals(long)).toBe(true);
    }
    expect([...files.keys()].some((file) => file.startsWith("dist/a.css"))).toBe(false);
  });

  test("is the same octets each time, and noise is not packed", () => {
    expect(embed(assets)).toEqual({ assembly, rows, files });
    const noise = Buffer.concat(Array.from({ length: 64 }, (_, i) => createHash("sha512").update(String(i)).digest()));
    expect(compressed(noise)).toEqual({});
    expect(() => typeOf("x.exe")).toThrow("no media type");
  });
});

const manifest: Manifest = {
  "login/index.html": {
    file: "assets/login.js", isEntry: true, imports: ["_shared"], dynamicImports: ["login/words/de.ts"], css: ["assets/login.css"],
  },
  _shared: { file: "assets/shared.js" },
  "login/words/de.ts": { file: "assets/de.js", src: "login/words/de.ts" },
};

test("a page waits for its script, what that imports, and one language", () => {
  expect(initialChunks(manifest).map((chunk) => chunk.file).sort()).toEqual(["assets/login.js", "assets/shared.js"]);
  expect(laterChunks(manifest).map((chunk) => chunk.file)).toEqual(["assets/de.js"]);
  expect(languageChunk(manifest, "de")?.file).toBe("assets/de.js");
  const read = (file: string): Uint8Array => (file.endsWith("shared.js") ? long : new Uint8Array(5));
  const weights = weigh(manifest, { script: 100, style: 100, later: 100 }, read);
  expect(weights.map((weight) => weight.what)).toEqual(["script at once, one language among it", "style at once", "assets/de.js"]);
  expect(weights[0]?.bytes).toBeGreaterThan(weights[1]?.bytes ?? 0);
});

test("a page names what its script imports first, once", () => {
  const started: Manifest = {
    "mail/index.html": { file: "assets/mail.js", isEntry: true, imports: ["_first"], dynamicImports: ["mail/start.tsx", "mail/page.tsx"] },
    "_first": { file: "assets/first.js" },
    "mail/start.tsx": { file: "assets/start.js", imports: ["_first"] },
    "mail/page.tsx": { file: "assets/page.js" },
  };
  const html = '<head>\n    <script src="/assets/mail.js"></script>\n    <link href="/assets/first.js">\n  </head>';
  const out = withPreloads(html, started);
  expect([...out.matchAll(/<link rel="modulepreload" crossorigin href="([^"]+)">/g)].map(([, file]) => file)).toEqual(["/assets/start.js"]);
  expect(withPreloads(out, started)).toBe(out);
  expect(laterChunks(started).map(({ file }) => file)).toEqual(["assets/page.js"]);
});

test("each script and style that a page names carries its hash", () => {
  const html = '<link rel="icon" href="data:,"><link rel="stylesheet" crossorigin href="/assets/a.css">' +
    '<script type="module" src="/assets/a.js"></script>';
  const out = withIntegrity(html, (path) => new TextEncoder().encode(path));
  const hash = createHash("sha384").update("/assets/a.css").digest("base64");
  expect(out).toContain(`<link rel="stylesheet" crossorigin href="/assets/a.css" integrity="sha384-${hash}">`);
  expect(out.match(/integrity=/g)).toHaveLength(2);
  expect(out).toContain('<link rel="icon" href="data:,">');
});

describe("types of the API", () => {
  const description: Description = {
    paths: {
      "/z": { delete: { operationId: "z", summary: "End */ it", responses: { 204: {} } } },
      "/a/{id}": {
        get: {
          operationId: "a", summary: "Show",
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "integer" } },
            { name: "kind", in: "query", schema: { enum: ["x", "y"] } },
            { name: "If-Match", in: "header", schema: { type: "string" } },
          ],
          responses: {
            200: { content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/One" } } } } },
            202: { content: { "application/json": { schema: { oneOf: [{ $ref: "#/components/schemas/One" }, { type: "null" }] } } } },
            default: { $ref: "#/components/responses/problem" },
          },
        },
      },
    },
    components: {
      schemas: {
        One: {
          type: "object",
          properties: {
            a: { type: ["string", "null"], format: "date-time" }, b: { type: ["array", "null"], items: { enum: ["x", null] } },
            c: { type: "object", additionalProperties: { type: "integer" } }, d: { oneOf: [{ type: "string" }, { enum: [""] }] }, e: {},
          },
          required: ["a"],
        },
      },
      responses: { problem: {} },
    },
  };
  const types = typesOf(description);

  test("say what goes in and what comes out", () => {
    expect(types).toContain("id: number;");
    expect(types).toContain('kind?: "x" | "y";');
    expect(types).toContain('"If-Match"?: string;');
    expect(types).toContain('"application/json": Array<components["schemas"]["One"]>;');
    expect(types).toContain("a: string | null;");
    expect(types).toContain('b?: Array<"x" | null> | null;');
    expect(types).toContain("c?: Record<string, number>;");
    expect(types).toContain('d?: string | "";');
    expect(types).toContain("e?: unknown;");
    expect(types).toContain('"application/json": components["schemas"]["One"] | null;');
    expect(types).toContain('default: components["responses"]["problem"];');
  });

  test("are in the order of the paths, and no comment ends early", () => {
    expect(types.indexOf('"/a/{id}"')).toBeLessThan(types.indexOf('"/z"'));
    expect(types).toContain("/** End * / it */");
    expect(typesOf(description)).toBe(types);
  });
});
