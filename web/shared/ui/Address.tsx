// An address, which goes on in a second line at its "@" where it does not fit into one.
export function Address({ of }: { of: string }) {
  const at = of.lastIndexOf("@");
  return at < 0 ? <>{of}</> : <>{of.slice(0, at)}<wbr />{of.slice(at)}</>;
}
