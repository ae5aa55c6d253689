// Work that is many requests goes at the pace the server allows: while some is under way, whatever is refused because there is too much of it
// (429) is asked again when the server says, and nothing is asked before. Promises: who stops the work waits no longer.

export class Stopped extends Error {}

// `step` is told how many requests have come to their end, `waits` until when nothing is asked: null, it goes on.
export interface Going { stop: AbortSignal; step?: (more: number) => void; waits?: (until: number | null) => void }

export const unwatched = (): Going => ({ stop: new AbortController().signal });

const UNSAID = 2;  // seconds, where the server does not say how long

function passed(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    stop.addEventListener("abort", end);
  });
}

export class Patience {
  private readonly under = new Set<Going>();
  private until = 0;

  async during<T>(going: Going, work: () => Promise<T>): Promise<T> {
    this.under.add(going);
    try {
      return await work();
    } finally {
      this.under.delete(going);
    }
  }

  // As the answer comes, of a request that may be made again.
  async ask(request: () => Promise<Response>, secondsOf: (response: Response) => number | undefined): Promise<Response> {
    for (;;) {
      await this.wait();
      const response = await request();
      if (response.status !== 429 || !this.lasting()) return response;
      this.until = Math.max(this.until, Date.now() + (secondsOf(response) ?? UNSAID) * 1000);
    }
  }

  private lasting(): Going | undefined {
    return [...this.under].find(({ stop }) => !stop.aborted);
  }

  private async wait(): Promise<void> {
    let has = false;
    for (let going = this.lasting(); going && this.until > Date.now(); going = this.lasting()) {
      has = true;
      for (const one of this.under) one.waits?.(this.until);
      await passed(this.until - Date.now(), going.stop);
    }
    if (has && this.until <= Date.now()) for (const one of this.under) one.waits?.(null);
  }
}

export const patience = new Patience();
