// Of the build: a way to each file that the patterns mean.
interface ImportMeta {
  glob: <T>(patterns: string | readonly string[], options: { query?: string; import: string }) => Record<string, () => Promise<T>>;
}

declare module "*.ftl?raw" {
  const text: string;
  export default text;
}
