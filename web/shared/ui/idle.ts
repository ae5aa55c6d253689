// Work that can wait until the page has nothing else to do.

// Again and again for as long as it says that there is more, or until what this gives is called. Safari tells nobody when it is idle.
export function whenIdle(step: () => boolean): () => void {
  let isOver = false;
  const ask = (): void => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(run);
    else setTimeout(() => run(), 16);
  };
  const run = (left?: IdleDeadline): void => {
    let more = !isOver;
    do more = more && step(); while (more && left !== undefined && left.timeRemaining() > 2);
    if (more) ask();
  };
  ask();
  return () => { isOver = true; };
}
