// What an administrator may be trusted with, from little to everything.
export const ROLES = ["reader", "security", "domains", "queue", "owner"] as const;
