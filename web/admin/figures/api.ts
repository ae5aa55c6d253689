// What the page of figures asks the server.
import { api } from "../../shared/api/client.ts";
import { askedFor, SERIES, type Counts, type Span } from "./model.ts";

export async function counts(span: Span): Promise<Counts> {
  const { data } = await api.GET("/api/v1/counts", { params: { query: { series: [...SERIES], ...askedFor(span) } } });
  return data as Counts;
}
