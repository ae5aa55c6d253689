// Where things lie: the folder of the pages, the repository, and what is built.
import { fileURLToPath } from "node:url";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const WEB = folder("../");
export const ROOT = folder("../../");
export const OUT = folder("../../build/web/");
export const DIST = `${OUT}dist/`;
export const GALLERY = `${OUT}gallery/`;

// The pages that the server has in itself, and on which of its listeners' roles each is served. (H02)
export const ENTRIES = [
  { name: "login", path: "/login", roles: ["webmail", "admin"] },
] as const;
