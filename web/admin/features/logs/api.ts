// What the page of logs asks the server.
import { api } from "../../../shared/api/client.ts";
import { addressed, queryOf, type Wanted } from "./model.ts";

// In the order of time.
export async function search(wanted: Wanted, signal: AbortSignal): Promise<readonly unknown[]> {
  const { data } = await api.GET("/api/v1/logs", { params: { query: queryOf(wanted) }, signal });
  return data as unknown[];
}

export interface Follower {
  onOpen: () => void;
  onLine: (raw: unknown) => void;
  onLost: () => void;  // it comes back by itself, and what came meanwhile is missing
  onEnd: (why: string) => void;  // it does not
}

const saidIn = (text: string): string => {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null ? String(Reflect.get(said, "detail") ?? "") : "";
  } catch {
    return "";
  }
};

// Gives what ends it.
export function follow(wanted: Wanted, to: Follower): () => void {
  const { since: _since, until: _until, limit: _limit, sessions: _sessions, ...terms } = queryOf(wanted);
  const source = new EventSource(addressed("/api/v1/logs/stream", terms));
  source.onopen = () => to.onOpen();
  source.onmessage = (event: MessageEvent<string>) => to.onLine(JSON.parse(event.data));
  source.addEventListener("problem", (event: MessageEvent<string>) => { source.close(); to.onEnd(saidIn(event.data)); });
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return to.onLost();
    to.onEnd("");
    // A stream does not say why it was refused; this does, if it was the session.
    void api.GET("/api/v1/logs", { params: { query: { limit: 1, since: "1s" } } }).catch(() => null);
  };
  return () => source.close();
}
