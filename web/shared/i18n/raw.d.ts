// Of the build: a way to each file that a pattern means.
interface ImportMeta { glob: <T>(pattern: string, options: { query?: string; import: string }) => Record<string, () => Promise<T>> }

declare module "*.ftl?raw" {
  const text: string;
  export default text;
}
