// The senders that an account or a domain trusts and blocks: what has to be changed for the lists to be as they are wanted.
export interface SenderLists { owner: string; trusted: readonly string[]; blocked: readonly string[] }
export type ListName = "trusted" | "blocked";
export const LISTS: readonly ListName[] = ["trusted", "blocked"];

// As the server does it, in this order: who is trusted is blocked no more, and the other way round.
export interface SenderChange { forget: readonly string[]; trust: readonly string[]; block: readonly string[] }

const without = (some: readonly string[], others: readonly string[]): string[] => some.filter((one) => !others.includes(one));

export const changeBetween = (now: SenderLists, wanted: SenderLists): SenderChange => ({
  forget: without([...now.trusted, ...now.blocked], [...wanted.trusted, ...wanted.blocked]),
  trust: without(wanted.trusted, now.trusted),
  block: without(wanted.blocked, now.blocked),
});

// With one list as it is to be: who is put into it leaves the other.
export const withList = (lists: SenderLists, name: ListName, values: readonly string[]): SenderLists => (name === "trusted"
  ? { ...lists, trusted: values, blocked: without(lists.blocked, values) } : { ...lists, blocked: values, trusted: without(lists.trusted, values) });

export const isNothing = ({ forget, trust, block }: SenderChange): boolean => forget.length + trust.length + block.length === 0;
