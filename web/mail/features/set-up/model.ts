// What each mail program has to be told, out of the doors that the server really has.
export interface Service { service: string; port: number; tls: "none" | "starttls" | "implicit" }
export interface SetUp { host_name: string; user_name: string; services: readonly Service[] }

export const PROGRAMS = ["thunderbird", "outlook", "apple", "android"] as const;
export type Program = (typeof PROGRAMS)[number];

export interface Door { key: string; service: Service }

// The first of each is the best: the server tells TLS from the first octet before TLS on request.
export function doorsOf(setUp: SetUp): readonly Door[] {
  const best = (name: string): Service | undefined => setUp.services.find((one) => one.service === name && one.tls !== "none");
  return ["imap", "pop3", "submission"].flatMap((key) => {
    const service = best(key);
    return service ? [{ key, service }] : [];
  });
}

export const isKnown = (program: string): program is Program => PROGRAMS.some((one) => one === program);
