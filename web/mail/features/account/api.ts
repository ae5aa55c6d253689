// What the page of one's own account asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Person } from "../../session.ts";
import { inWords } from "../../../shared/password/check.ts";
import type { Check, Policy } from "../../../shared/password/model.ts";
import type { Account, Factor } from "./model.ts";

export interface Known { account: Account; factor: Factor; policy: Policy }

const at = (address: string) => ({ params: { path: { address } } });

export async function readPolicy(address: string): Promise<Policy> {
  return (await api.GET("/api/v1/accounts/{address}/password-policy", at(address))).data as Policy;
}

export async function read(address: string): Promise<Known> {
  const [account, factor, policy] = await Promise.all([
    api.GET("/api/v1/accounts/{address}", at(address)),
    api.GET("/api/v1/accounts/{address}/second-factor", at(address)),
    readPolicy(address),
  ]);
  return { account: account.data as Account, factor: factor.data as Factor, policy };
}

export async function check(address: string, password: string): Promise<Check> {
  const { data } = await api.POST("/api/v1/accounts/{address}/password-check", { ...at(address), body: { password } });
  return inWords(data as Check);
}

// Who one is from then on: this session goes on.
export async function setPassword(password: string): Promise<Person> {
  return (await api.PUT("/api/v1/session/own-password", { body: { password } })).data as Person;
}

export interface Seed { secret: string; uri: string }

export async function beginFactor(address: string): Promise<Seed> {
  const { data } = await api.POST("/api/v1/accounts/{address}/second-factor", { ...at(address), body: {} });
  return data as Seed;
}

export async function turnOnFactor(code: string): Promise<readonly string[]> {
  const { data } = await api.PUT("/api/v1/session/own-second-factor", { body: { code } });
  return (data as { recovery_codes: string[] }).recovery_codes;
}

export async function renewCodes(address: string): Promise<readonly string[]> {
  const { data } = await api.POST("/api/v1/accounts/{address}/second-factor/recovery-codes", { ...at(address), body: {} });
  return (data as { recovery_codes: string[] }).recovery_codes;
}

export async function removeFactor(address: string): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}/second-factor", at(address));
}

export async function setLanguage(address: string, language: string): Promise<void> {
  await api.PUT("/api/v1/accounts/{address}/language", { ...at(address), body: { language } });
}

export async function proposeRecovery(address: string): Promise<void> {
  await api.POST("/api/v1/session/recovery-address", { body: { address } });
}

export async function confirmRecovery(token: string): Promise<void> {
  await api.PUT("/api/v1/session/recovery-address", { body: { token } });
}
