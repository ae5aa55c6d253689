// What an account is known by, from its logins of the last 30 days: such get in also while others guess at its password.
import { api } from "../api/client.ts";
import { country, date, dateTime } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { browserOf } from "./words.ts";

export interface KnownDevice {
  id: string;
  kind: "address" | "browser";
  from: string;  // an address, or its /64; empty for a browser
  country: string;
  agent: string;
  first: string;
  last: string;
}

export async function knownDevices(address: string): Promise<readonly KnownDevice[]> {
  const { data } = await api.GET("/api/v1/accounts/{address}/known-devices", { params: { path: { address } } });
  return data as KnownDevice[];
}

export async function forgetDevice(address: string, id: string): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}/known-devices/{id}", { params: { path: { address, id } } });
}

export const nameOfDevice = ({ kind, agent, from }: KnownDevice): string => (kind === "browser" ? browserOf(agent) : from);

// When it was there last is kept to the day (src/guard/devices.h): a time would look wrong beside the sign-ins.
export const factsOfDevice = (one: KnownDevice): readonly (string | null)[] => [
  one.country ? country(one.country) : null, t("known-last", { at: date(one.last) }),
  one.first === one.last ? null : t("known-since", { at: dateTime(one.first) }),
];
