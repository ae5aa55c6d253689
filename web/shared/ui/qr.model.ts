// QR codes (ISO/IEC 18004), drawn here, so that a secret leaves the page for nobody: octets, error correction M, version 1 to 20.
// Use: const code = encodeQr("otpauth://..."); code.isDark(x, y) for 0 <= x, y < code.size. Throws for more text than 666 octets.
export interface QrCode { size: number; isDark: (x: number, y: number) => boolean; version: number; mask: number }

// Of level M, by version.
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];  // octets of a block
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0, (_, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0, (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

const at = (list: readonly number[] | Uint8Array, index: number): number => list[index] ?? 0;
const bit = (value: number, index: number): boolean => ((value >>> index) & 1) === 1;

// All modules but those of patterns, in bits.
function room(version: number): number {
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const patterns = version === 1 ? 0 : (25 * aligned - 10) * aligned - 55;
  return (16 * version + 128) * version + 64 - patterns - (version >= 7 ? 36 : 0);
}

const dataOctets = (version: number): number => Math.floor(room(version) / 8) - at(CHECKS, version - 1) * at(BLOCKS, version - 1);
const lengthBits = (version: number): number => (version < 10 ? 8 : 16);

function versionFor(octets: number): number {
  for (let version = 1; version <= CHECKS.length; ++version) {
    if (octets * 8 + 4 + lengthBits(version) <= dataOctets(version) * 8) return version;
  }
  throw new RangeError("more text than a code of version 20 holds");
}

function dataOf(octets: Uint8Array, version: number): number[] {
  const bits: boolean[] = [];
  const add = (value: number, count: number): void => { for (let i = count - 1; i >= 0; --i) bits.push(bit(value, i)); };
  const capacity = dataOctets(version) * 8;
  add(4, 4);  // octets as they are
  add(octets.length, lengthBits(version));
  octets.forEach((octet) => add(octet, 8));
  add(0, Math.min(4, capacity - bits.length));
  add(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) add(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((sum, one) => sum * 2 + Number(one), 0));
}

// In the field of 256 elements with the polynomial x^8 + x^4 + x^3 + x^2 + 1.
function times(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; --i) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (bit(b, i) ? a : 0);
  return product;
}

function divisorOf(degree: number): number[] {
  const result = [...Array.from({ length: degree - 1 }, () => 0), 1];
  let root = 1;
  for (let i = 0; i < degree; ++i, root = times(root, 2)) {
    for (let j = 0; j < degree; ++j) result[j] = times(at(result, j), root) ^ at(result, j + 1);
  }
  return result;
}

export function checksOf(data: readonly number[], degree: number): number[] {
  const divisor = divisorOf(degree);
  return data.reduce((rest, octet) => {
    const factor = octet ^ at(rest, 0);
    return [...rest.slice(1), 0].map((value, i) => value ^ times(at(divisor, i), factor));
  }, Array.from({ length: degree }, () => 0));
}

// Each block has checks of its own; their octets lie between one another, so that a stain hits a little of each.
function interleaved(data: readonly number[], version: number): number[] {
  const [count, degree] = [at(BLOCKS, version - 1), at(CHECKS, version - 1)];
  const short = Math.floor(data.length / count);
  const firstLong = count - (data.length % count);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, i) => data.slice(from, from += short + (i < firstLong ? 0 : 1)));
  const checks = blocks.map((block) => checksOf(block, degree));
  const across = (rows: readonly (readonly number[])[], length: number): number[] =>
    Array.from({ length }, (_, i) => rows.flatMap((row) => (i < row.length ? [at(row, i)] : []))).flat();
  return [...across(blocks, short + 1), ...across(checks, degree)];
}

class Drawing {
  readonly size: number;
  readonly dark: Uint8Array;
  readonly fixed: Uint8Array;  // of a pattern: no data, no mask
  readonly version: number;

  constructor(version: number) {
    this.version = version;
    this.size = 17 + 4 * version;
    this.dark = new Uint8Array(this.size ** 2);
    this.fixed = new Uint8Array(this.size ** 2);
    this.patterns();
  }

  private set(x: number, y: number, dark: boolean): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y * this.size + x] = Number(dark);
    this.fixed[y * this.size + x] = 1;
  }

  private patterns(): void {
    for (let i = 0; i < this.size; ++i) { this.set(6, i, i % 2 === 0); this.set(i, 6, i % 2 === 0); }
    const end = this.size - 4;
    for (const [x, y] of [[3, 3], [end, 3], [3, end]] as const) this.finder(x, y);
    const marks = this.alignments();
    const last = marks.length - 1;
    marks.forEach((x, i) => marks.forEach((y, j) => {
      const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!isFinder) this.square(x, y, 2, (far) => far !== 1);
    }));
    this.format(0);
    if (this.version >= 7) this.tellVersion();
  }

  private square(x: number, y: number, reach: number, isDark: (far: number) => boolean): void {
    for (let dy = -reach; dy <= reach; ++dy) {
      for (let dx = -reach; dx <= reach; ++dx) this.set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }

  private finder(x: number, y: number): void { this.square(x, y, 4, (far) => far !== 2 && far !== 4); }

  private alignments(): number[] {
    if (this.version === 1) return [];
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.ceil((this.size - 13) / (2 * count - 2)) * 2;
    return [6, ...Array.from({ length: count - 1 }, (_, i) => this.size - 7 - (count - 2 - i) * step)];
  }

  // Level and mask, twice, with ten bits that mend them.
  format(mask: number): void {
    let rest = mask;  // level M is 00
    for (let i = 0; i < 10; ++i) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const end = this.size - 1;
    for (let i = 0; i < 15; ++i) {
      const dark = bit(bits, i);
      this.set(8, i < 6 ? i : i < 8 ? i + 1 : end - 14 + i, dark);
      this.set(i < 8 ? end - i : i === 8 ? 7 : 14 - i, 8, dark);
    }
    this.set(8, this.size - 8, true);
  }

  private tellVersion(): void {
    let rest = this.version;
    for (let i = 0; i < 12; ++i) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let i = 0; i < 18; ++i) {
      const [a, b] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
      this.set(a, b, bit(bits, i));
      this.set(b, a, bit(bits, i));
    }
  }

  // In columns of two from the right, up and down, past the upright line of timing.
  fill(octets: readonly number[]): void {
    let next = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      const isUp = ((right + 1) & 2) === 0;
      for (let i = 0; i < this.size; ++i) {
        const y = isUp ? this.size - 1 - i : i;
        for (const x of [right, right - 1]) {
          const place = y * this.size + x;
          if (this.fixed[place] || next >= octets.length * 8) continue;
          this.dark[place] = Number(bit(at(octets, next >>> 3), 7 - (next & 7)));
          ++next;
        }
      }
    }
  }

  // Twice is as never.
  apply(mask: number): void {
    const turns = MASKS[mask];
    for (let place = 0; place < this.dark.length; ++place) {
      if (!this.fixed[place] && turns?.(place % this.size, Math.floor(place / this.size))) this.dark[place] = at(this.dark, place) ^ 1;
    }
  }

  isDark(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.size && y < this.size && this.dark[y * this.size + x] === 1;
  }
}

const LIKE_FINDER = /(?=10111010000|00001011101)/g;

// How hard a code is to read: long runs, blocks, what looks like a corner, and more of one colour than of the other.
function penalty(drawing: Drawing): number {
  const { size } = drawing;
  const lines = Array.from({ length: size }, (_, i) => [
    Array.from({ length: size }, (_unused, j) => Number(drawing.isDark(j, i))).join(""),
    Array.from({ length: size }, (_unused, j) => Number(drawing.isDark(i, j))).join(""),
  ]).flat();
  let sum = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    sum += 40 * (line.match(LIKE_FINDER)?.length ?? 0);
  }
  for (let y = 1; y < size; ++y) {
    for (let x = 1; x < size; ++x) {
      const dark = drawing.isDark(x, y);
      if (dark === drawing.isDark(x - 1, y) && dark === drawing.isDark(x, y - 1) && dark === drawing.isDark(x - 1, y - 1)) sum += 3;
    }
  }
  const share = drawing.dark.reduce((count, one) => count + one, 0) / size ** 2;
  return sum + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}

function bestMask(drawing: Drawing): number {
  const costs = MASKS.map((_, mask) => {
    drawing.apply(mask);
    drawing.format(mask);
    const cost = penalty(drawing);
    drawing.apply(mask);
    return cost;
  });
  return costs.indexOf(Math.min(...costs));
}

export function encodeQr(text: string, wanted?: number): QrCode {
  const octets = new TextEncoder().encode(text);
  const version = versionFor(octets.length);
  const drawing = new Drawing(version);
  drawing.fill(interleaved(dataOf(octets, version), version));
  const mask = wanted ?? bestMask(drawing);
  drawing.apply(mask);
  drawing.format(mask);
  return { size: drawing.size, version, mask, isDark: (x, y) => drawing.isDark(x, y) };
}

// The dark modules as one path of squares, with the quiet zone around that readers need.
export const QUIET = 4;
export function pathOf(code: QrCode): string {
  const squares: string[] = [];
  for (let y = 0; y < code.size; ++y) {
    for (let x = 0; x < code.size; ++x) {
      if (!code.isDark(x, y)) continue;
      let end = x + 1;
      while (code.isDark(end, y)) ++end;
      squares.push(`M${x + QUIET} ${y + QUIET}h${end - x}v1h${x - end}z`);
      x = end;
    }
  }
  return squares.join("");
}
