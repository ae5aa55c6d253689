// The words of signing in, for pages that show it over themselves when a session is over: fetched then.
const LOGIN = import.meta.glob<string>("../locales/*/login.ftl", { query: "?raw", import: "default" });

export const loginPart = (code: string) => (name: string): Promise<string> =>
  LOGIN[`../locales/${code}/${name}.ftl`]?.() ?? Promise.resolve("");
