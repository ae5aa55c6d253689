// The pages as the server has them in itself: assets.S holds the octets one after another under the label web_assets, assets.inc has a row
// for each file that says where in them it lies, bare and compressed. The rows' order and form are told in docs/web.md.
import { createHash } from "node:crypto";
import { gzipSync, zstdCompressSync, constants } from "node:zlib";
import { brotli } from "./budget.ts";
import { integrityOf } from "./integrity.ts";

export interface Asset {
  path: string;  // as it is asked for
  file: string;  // where its octets are
  bytes: Uint8Array;
  roles: readonly string[];
  immutable: boolean;  // its name has its hash
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
};
const WORTH_COMPRESSING = 1024;

export function typeOf(file: string): string {
  const type = TYPES[file.slice(file.lastIndexOf(".") + 1)];
  if (!type) throw new Error(`no media type is known for ${file}`);
  return type;
}

export const ENCODINGS = {
  br: brotli,
  gz: (bytes: Uint8Array): Buffer => gzipSync(bytes, { level: 9 }),
  zst: (bytes: Uint8Array): Buffer => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 19 } }),
} as const;
export type Encoding = keyof typeof ENCODINGS;

// What is not smaller is left out.
export function compressed(bytes: Uint8Array): Partial<Record<Encoding, Buffer>> {
  if (bytes.byteLength < WORTH_COMPRESSING) return {};
  const all = Object.entries(ENCODINGS).map(([name, encode]) => [name, encode(bytes)] as const);
  return Object.fromEntries(all.filter(([, encoded]) => encoded.byteLength < bytes.byteLength));
}

interface Piece { file: string; size: number }
export interface Embedded { assembly: string; rows: string; files: Map<string, Uint8Array> }

// RFC 9110 §8.8.3: a strong tag. Each encoding is a representation of its own, so the server adds the encoding's name to it.
const tagOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64url").slice(0, 22);

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

export function embed(assets: readonly Asset[]): Embedded {
  const pieces: Piece[] = [];
  const files = new Map<string, Uint8Array>();
  let end = 0;
  const placed = new Map<string, number>();  // a file that is there under several addresses lies there once
  const place = (file: string, bytes: Uint8Array | undefined): string => {
    if (!bytes) return "{0, 0}";
    const at = placed.get(file) ?? end;
    if (at === end) {
      placed.set(file, at);
      pieces.push({ file, size: bytes.byteLength });
      end += bytes.byteLength;
    }
    return `{${at}, ${bytes.byteLength}}`;
  };
  const rows = [...assets].sort((a, b) => (a.path < b.path ? -1 : 1)).map((asset) => {
    const encoded = compressed(asset.bytes);
    for (const [name, bytes] of Object.entries(encoded)) files.set(`${asset.file}.${name}`, bytes);
    const spans = [place(asset.file, asset.bytes), ...Object.keys(ENCODINGS).map((name) =>
      place(`${asset.file}.${name}`, encoded[name as Encoding]))];
    const roles = ["webmail", "admin"].map((role) => String(asset.roles.includes(role))).join(", ");
    return `{${quoted(asset.path)}, ${quoted(typeOf(asset.file))}, ${quoted(tagOf(asset.bytes))}, ${roles}, ${asset.immutable}, ` +
      `${spans.join(", ")}, ${quoted(integrityOf(asset.bytes))}},`;
  });
  return { assembly: assemblyOf(pieces, end), rows: rows.join("\n") + "\n", files };
}

function assemblyOf(pieces: readonly Piece[], size: number): string {
  return [
    "// Made by ./dev web build.",
    '  .section .rodata,"a",%progbits',
    "  .balign 16",
    "  .globl web_assets",
    "  .type web_assets, %object",
    "web_assets:",
    ...pieces.map((piece) => `  .incbin ${quoted(piece.file)}, 0, ${piece.size}`),
    `  .size web_assets, ${size}`,
    '  .section .note.GNU-stack,"",%progbits',
    "",
  ].join("\n");
}
