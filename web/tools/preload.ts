// Scripts that a page waits for are named in the page itself, and so fetched side by side.
import { initialChunks, type Manifest } from "./manifest.ts";

export function withPreloads(html: string, manifest: Manifest): string {
  const files = initialChunks(manifest).map(({ file }) => `/${file}`).filter((file) => !html.includes(`"${file}"`));
  const tags = files.map((file) => `    <link rel="modulepreload" crossorigin href="${file}">\n`);
  return html.replace("  </head>", `${tags.join("")}  </head>`);
}
