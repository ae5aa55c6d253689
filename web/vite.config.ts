// How the pages are built. Each entry is built by itself (tools/build.ts), so that none pays for what only another needs and every file
// says by its path which pages it belongs to. Called by `vite` alone, this is the server for work on the pages (./dev web).
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InlineConfig, Plugin, ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";
import { SHELL_POLICY } from "./tools/headers.ts";
import { catalogues } from "./tools/po.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Paths that one page answers for, deep links among them.
const SHELLS: readonly (readonly [RegExp, string])[] = [
  [/^\/login(\/|\?|$)/, "/login/index.html"],
  [/^\/mail(\/|\?|$)/, "/mail/index.html"],
  [/^\/setup(\/|\?|$)/, "/setup/index.html"],
  [/^\/(admin|domain)(\/|\?|$)/, "/admin/index.html"],
  [/^\/gallery(\/?$|\?)/, "/gallery/index.html"],
];

const shells: Plugin = {
  name: "shells",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const asked = request.url ?? "/";
      const isPage = !/\.\w+(\?|$)/.test(asked);
      const shell = isPage && SHELLS.find(([pattern]) => pattern.test(asked));
      if (shell) request.url = shell[1];
      next();
    });
  },
};

// What a page shows that cannot show itself (shared/i18n/unloaded.ts).
const unloaded: Plugin = {
  name: "unloaded",
  transformIndexHtml: (html) => html.replace(/ *<div id="page"><\/div>\n/, (page) => page + readFileSync(here("shared/i18n/unloaded.html"), "utf8")),
};

// The server's own certificate is one that nobody signed, and it takes a request only from a page of its own origin.
function proxyTo(server: string): ProxyOptions {
  const { origin } = new URL(server);
  return { target: origin, changeOrigin: true, secure: false, headers: { origin } };
}

// The policy of the real server, but for what the dev server itself needs: its socket, and styles that it puts into the page.
const devPolicy = SHELL_POLICY.replace("connect-src 'self'", "connect-src 'self' ws:")
  .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

interface Group { name: string; test: RegExp; priority?: number; minShareCount?: number }

// What is asked for before anything can be shown, where an entry has such a beginning (start.tsx).
const FIRST: Group = {
  name: "first", test: /i18n\/(choice|unloaded)|shell\/(ahead|nav)|theme\/kept|(admin|mail)\/(languages|pages)\.|preload-helper/, priority: 2,
};
// What many pages have in common comes in three files, not in thirty: a request costs a phone more than the few kB that a page does not use.
// The forms of settings are a good part of it, and nobody's first sight. A file takes along what it needs of those after it.
const FORMS = /shared\/(forms\/(SettingsForm|SettingField|ValueControl|RecordsField|Amount|draft|records|quantity|value)|ui\/([Cc]hips|[Dd]iff))\./;
const KIT: readonly Group[] = [
  { name: "kit", test: new RegExp(`^(?!.*${FORMS.source}).*(shared/|admin/(shell/|session|links|domainLinks))`), priority: 1, minShareCount: 2 },
  { name: "forms", test: FORMS, minShareCount: 2 },
  { name: "known", test: /admin\/(figures|people)\/|features\/\w+\/(api|model)\./, minShareCount: 2 },
];
// Signing in waits for one script: what its later part needs is in it, for a second one weighs more than that part. The entry has to await
// nothing at its top for that, or the bundler shares nothing of it.
const GROUPS: Readonly<Record<string, Group[]>> = { admin: [FIRST, ...KIT], mail: [FIRST, ...KIT], login: [] };

export function entryConfig(name: string, outDir: string): InlineConfig {
  return {
    configFile: false,
    root: here("."),
    base: "/",
    publicDir: false,
    logLevel: "warn",
    plugins: [catalogues, unloaded],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir,
      emptyOutDir: false,
      target: ["chrome128", "firefox128", "safari18"],
      assetsInlineLimit: 0,
      cssCodeSplit: false,  // all styles of an entry are lighter than the requests for their parts
      modulePreload: { polyfill: false },
      manifest: `${name}.manifest.json`,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [name]: here(`${name}/index.html`) },
        output: {
          codeSplitting: { groups: GROUPS[name] ?? [...KIT] },
          entryFileNames: `assets/${name}/[name]-[hash].js`,
          chunkFileNames: `assets/${name}/[name]-[hash].js`,
          assetFileNames: `assets/${name}/[name]-[hash][extname]`,
        },
      },
    },
  };
}

const target = process.env["WEB_SERVER"];

export default defineConfig({
  root: here("."),
  publicDir: false,
  cacheDir: here("../build/vite"),  // with all else that is made, and not in what npm keeps
  appType: "mpa",
  plugins: [shells, catalogues, unloaded],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: {
    host: "127.0.0.1",
    headers: { "Content-Security-Policy": devPolicy },
    hmr: { overlay: false },
    proxy: target ? { "/api": proxyTo(target), "/jmap": proxyTo(target), "/frame": proxyTo(target) } : {},
  },
  test: {
    projects: [
      { extends: true, test: {
        name: "models", include: ["{shared,login,mail,setup,admin,tools}/**/*.test.ts"], environment: "node", testTimeout: 60_000,
      } },
      {
        extends: true,
        test: {
          name: "browser", include: ["tests/{gallery,keyboard,lists}.test.ts"], environment: "node", testTimeout: 120_000, hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      { extends: true, test: { name: "build", include: ["tests/build.test.ts"], environment: "node", testTimeout: 300_000 } },
    ],
  },
});
