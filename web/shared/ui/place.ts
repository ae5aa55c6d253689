// Where a popup opens: below its anchor, or above where there is more room, along the anchor's starting edge, and inside the window.
export interface Box { top: number; bottom: number; left: number; right: number }
export interface Extent { width: number; height: number }
export interface Spot { top: number; left: number; maxHeight: number }

const GAP = 4;
const EDGE = 8;

export function spotFor(anchor: Box, popup: Extent, window: Extent, rtl: boolean): Spot {
  const below = window.height - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  const isBelow = popup.height <= below || below >= above;
  const maxHeight = Math.max(96, isBelow ? below : above);
  const height = Math.min(popup.height, maxHeight);
  const wanted = rtl ? anchor.right - popup.width : anchor.left;
  return {
    top: isBelow ? anchor.bottom + GAP : anchor.top - GAP - height,
    left: Math.max(EDGE, Math.min(wanted, window.width - popup.width - EDGE)),
    maxHeight,
  };
}

// Shows a popover in the top layer, so that nothing clips it, and puts it in its place.
export function openAt(popup: HTMLElement, anchor: HTMLElement, sameWidth = false): void {
  if (!popup.matches(":popover-open")) popup.showPopover();
  const from = anchor.getBoundingClientRect();
  if (sameWidth) popup.style.inlineSize = `${from.width}px`;
  popup.style.maxBlockSize = "";
  const spot = spotFor(from, { width: popup.offsetWidth, height: popup.scrollHeight + 2 },
    { width: document.documentElement.clientWidth, height: window.innerHeight }, getComputedStyle(anchor).direction === "rtl");
  popup.style.top = `${spot.top}px`;
  popup.style.left = `${spot.left}px`;
  popup.style.maxBlockSize = `${spot.maxHeight}px`;
}

export function close(popup: HTMLElement | null): void {
  if (popup?.matches(":popover-open")) popup.hidePopover();
}
