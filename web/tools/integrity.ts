// Subresource integrity: each script and style that a page names carries the hash of what it must be.
import { createHash } from "node:crypto";

export const integrityOf = (bytes: Uint8Array): string => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

const TAG = /<(script|link)\b[^>]*?\b(?:src|href)="(\/assets\/[^"]+)"[^>]*>/g;

export function withIntegrity(html: string, read: (path: string) => Uint8Array): string {
  return html.replace(TAG, (tag, _name, path: string) => tag.replace(/\s*\/?>$/, ` integrity="${integrityOf(read(path))}">`));
}
