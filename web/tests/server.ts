// Serves the built gallery as the server would: the same policy and the same headers, on a free port of loopback.
import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { typeOf } from "../tools/assets.ts";
import { SHELL_HEADERS } from "../tools/headers.ts";
import { GALLERY } from "../tools/paths.ts";

const NAME = /^\/assets\/gallery\/[\w.-]+$/;

export interface Served { url: string; close: () => Promise<void> }

export async function serveGallery(): Promise<Served> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://gallery").pathname;
    const file = path === "/gallery" ? "gallery/index.html" : NAME.test(path) ? path.slice(1) : null;
    const fail = (): void => void response.writeHead(404).end();
    if (file === null) return fail();
    readFile(GALLERY + file).then((bytes) => response.writeHead(200, { ...SHELL_HEADERS, "Content-Type": typeOf(file) }).end(bytes), fail);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/gallery`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}
