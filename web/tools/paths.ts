// Where things lie: the folder of the pages, the repository, and what is built: in build/web, or where WEB_OUT says.
import { fileURLToPath } from "node:url";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const WEB = folder("../");
export const ROOT = folder("../../");
export const OUT = process.env["WEB_OUT"] ?? folder("../../build/web/");
export const DIST = `${OUT}dist/`;
export const GALLERY = `${folder("../../build/web/")}gallery/`;

// The pages that the server has in itself, and on which of its listeners' roles each is served. (H02)
export const ENTRIES = [
  { name: "login", paths: ["/login"], roles: ["webmail", "admin"] },
  { name: "mail", paths: ["/mail"], roles: ["webmail"] },
  { name: "setup", paths: ["/setup"], roles: ["admin"] },
  { name: "admin", paths: ["/admin", "/domain"], roles: ["admin"] },  // a domain's own address leads to its page of the console
] as const;
