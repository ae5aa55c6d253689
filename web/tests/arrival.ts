// When a page is there: its document has come, and whatever it asked for by itself. One that waits for a silence of the network waits half
// a second longer each time.
import type { HTTPRequest, Page } from "puppeteer-core";

const CALM = 2;  // times that it draws, and asks for nothing
const HAS_NO_END = /\/api\/v1\/events\b/;  // it is told there what changes

export class Arrival {
  readonly #page: Page;
  readonly #open = new Set<HTTPRequest>();
  #asked = 0;
  #leaves = false;  // another document was asked for, and the one before it is there still
  #answered: () => void = () => undefined;
  #gone: () => void = () => undefined;

  constructor(page: Page) {
    this.#page = page;
    page.on("request", (request) => this.#begins(request));
    page.on("framenavigated", (frame) => { if (this.#leaves && frame === page.mainFrame()) this.#arrives(); });
    // What is refused has its answer, though nobody reads on.
    page.on("response", (response) => { if (response.status() >= 400) this.leave(response.request()); });
    for (const end of ["requestfinished", "requestfailed"] as const) page.on(end, (request) => this.leave(request));
  }

  // What a document left open counts not for the next: of such requests no end is told.
  #arrives(): void {
    this.#open.clear();
    this.#leaves = false;
    this.#answered();
    this.#gone();
  }

  #begins(request: HTTPRequest): void {
    if (request.isNavigationRequest() && request.frame() === this.#page.mainFrame()) {
      this.#arrives();
      this.#leaves = true;
    }
    if (HAS_NO_END.test(request.url())) return;
    this.#open.add(request);
    ++this.#asked;
  }

  // It has its answer, or gets none as long as the flow is about that.
  leave(request: HTTPRequest): void {
    this.#open.delete(request);
    if (this.#open.size === 0) this.#answered();
  }

  async go(address: string): Promise<void> {
    await this.#page.goto(address, { waitUntil: "load" });
    await this.over();
  }

  // A page that has all its answers draws them, and may ask for more then; or it leads elsewhere.
  async over(): Promise<void> {
    for (let calm = 0; calm < CALM;) {
      await this.#all();
      const before = this.#asked;
      await this.#drawn();
      calm = this.#asked === before && this.#open.size === 0 ? calm + 1 : 0;
    }
  }

  async #all(): Promise<void> {
    if (this.#open.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      this.#answered = resolve;
      const late = (): void => reject(new Error(`not answered: ${[...this.#open].map((one) => one.url()).join(" ")}`));
      timer = setTimeout(late, this.#page.getDefaultTimeout());
    }).finally(() => clearTimeout(timer));
  }

  // A document that goes under it draws no more, and Firefox says so to nobody.
  async #drawn(): Promise<void> {
    const frames = (): Promise<void> => new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)));
    });
    const gone = new Promise<void>((resolve) => { this.#gone = resolve; }).then(() => { ++this.#asked; });
    await Promise.race([gone, this.#page.evaluate(frames).catch(() => { ++this.#asked; })]);
  }
}
