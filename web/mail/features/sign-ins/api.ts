// What the page of sign-ins asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Fetch } from "../../../shared/api/list.ts";
import { numbered, type Numbered, type SignIn } from "./model.ts";

export const signInsOf = (address: string): Fetch<Numbered> => async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/accounts/{address}/sign-ins", { params: { path: { address } }, signal });
  return { items: numbered(data as SignIn[]) };
};
