// What a web form or a device sends with, within its bounds (H08).
export interface Service {
  address: string;
  description: string;
  status: "active" | "disabled";
  senders: readonly string[];
  networks: readonly string[];
  hourly: number;
  created: string;
  expires: string;  // empty: it does not end
  last_used: string;  // empty: never
  last_used_from: string;
}

export const isOver = (service: Pick<Service, "expires">, now: number): boolean => service.expires !== "" && Date.parse(service.expires) <= now;

export function isOfState(service: Service, state: string, now: number): boolean {
  switch (state) {
    case "disabled": return service.status === "disabled";
    case "over": return isOver(service, now);
    case "unused": return service.last_used === "";
    default: return true;
  }
}

// How it is entered; `life` says for how long from now on, and "" leaves the end as it is.
export interface Entered { address: string; description: string; networks: string[]; senders: string[]; hourly: string; life: string }

export const entryOf = (service: Service | null): Entered => (service
  ? { address: service.address, description: service.description, networks: [...service.networks], senders: [...service.senders],
      hourly: String(service.hourly), life: "" }
  : { address: "", description: "", networks: [], senders: [], hourly: "100", life: "never" });

export interface Bounds { description: string; networks: string[]; senders?: string[]; hourly: number; expires_in?: string }

export const boundsOf = (entered: Entered): Bounds => ({
  description: entered.description.trim(), networks: entered.networks, hourly: Number(entered.hourly),
  ...(entered.senders.length > 0 && { senders: entered.senders }), ...(entered.life !== "" && { expires_in: entered.life }),
});

// As it was. An end that was set is told anew in whole days, for that is how the server takes it.
export function boundsBefore(service: Service, now: number): Bounds {
  const days = Math.max(1, Math.ceil((Date.parse(service.expires || "1970-01-01") - now) / 86_400_000));
  return { ...boundsOf(entryOf(service)), expires_in: service.expires === "" ? "never" : `${days}d` };
}
