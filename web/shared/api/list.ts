// A list that comes page by page, each beginning where the one before ended.
import { computed, signal } from "@preact/signals";
import { asProblem, type Problem } from "./problem.ts";

export interface Page<Row> { items: readonly Row[]; next?: string | undefined }
export type Fetch<Row> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;

export class CursorList<Row> {
  readonly items = signal<readonly Row[]>([]);
  readonly problem = signal<Problem | null>(null);
  readonly isLoading = signal(false);
  private readonly next = signal<string | null | undefined>(undefined);  // null: there is no more
  readonly isWhole = computed(() => this.next.value === null);
  private running: AbortController | null = null;

  private readonly fetch: Fetch<Row>;

  constructor(fetch: Fetch<Row>) {
    this.fetch = fetch;
  }

  // From the beginning: what was asked for before does not count any more.
  async reload(): Promise<void> {
    this.running?.abort();
    this.running = null;
    this.isLoading.value = false;
    this.next.value = undefined;
    await this.load([]);
  }

  async more(): Promise<void> {
    if (this.isLoading.value || this.isWhole.value) return;
    await this.load(this.items.value);
  }

  private async load(before: readonly Row[]): Promise<void> {
    const running = new AbortController();
    this.running = running;
    this.isLoading.value = true;
    this.problem.value = null;
    try {
      const page = await this.fetch(this.next.value ?? undefined, running.signal);
      if (this.running !== running) return;
      this.items.value = [...before, ...page.items];
      this.next.value = page.next ?? null;
    } catch (error) {
      if (this.running === running) this.problem.value = asProblem(error);
    } finally {
      if (this.running === running) this.isLoading.value = false;
    }
  }
}
