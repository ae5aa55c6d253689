// Of a form what is otherwise than it was: who saves leaves alone what he has not touched, and another may have changed meanwhile.
export function changed<T extends object>(before: T, after: T): Partial<T> {
  const isSame = (key: keyof T): boolean => JSON.stringify(before[key]) === JSON.stringify(after[key]);
  return Object.fromEntries(Object.entries(after).filter(([key]) => !isSame(key as keyof T))) as Partial<T>;
}
