// A zip made in the browser, without compression: its bytes stay where they are, on the disk, until they are sent.

export interface Packed {
  readonly path: string;
  readonly content: Blob;
}

const headerBytes = 30;
const listedBytes = 46;
const endBytes = 22;
const utf8 = 0x0800;
/** What the sizes and numbers of a plain zip can say. */
export const largestZip = 0xffff_fffe;
export const mostFiles = 0xfffe;

const table = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** The CRC-32 of bytes, going on from that of what came before. */
export function checksum(bytes: Uint8Array, before = 0): number {
  let value = ~before >>> 0;
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}

async function checksumOf(content: Blob): Promise<number> {
  let value = 0;
  const reader = content.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) value = checksum(piece.value, value);
  return value;
}

/** The part that stands both before a file and in the list at the end. */
function described(view: DataView, at: number, sum: number, size: number, name: number): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, utf8, true);
  view.setUint16(at + 8, 0x21, true); // the first day that a zip knows
  view.setUint32(at + 10, sum, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name, true);
}

function header(sum: number, size: number, name: Uint8Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(headerBytes));
  view.setUint32(0, 0x04034b50, true);
  described(view, 4, sum, size, name.length);
  return view.buffer;
}

function listed(sum: number, size: number, name: Uint8Array, offset: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(listedBytes));
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, 20, true);
  described(view, 6, sum, size, name.length);
  view.setUint32(42, offset, true);
  return view.buffer;
}

function end(files: number, size: number, offset: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(endBytes));
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, files, true);
  view.setUint16(10, files, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return view.buffer;
}

/** How large the zip of these files will be, in bytes. */
export function sizeOfZip(files: readonly Packed[]): number {
  const encoder = new TextEncoder();
  return files.reduce(
    (sum, { path, content }) => sum + headerBytes + listedBytes + 2 * encoder.encode(path).length + content.size,
    endBytes,
  );
}

/** A zip of these files; `step` hears how many are read. Each file is read once, for its checksum. */
export async function zipOf(files: readonly Packed[], step: (done: number) => void): Promise<Blob> {
  const encoder = new TextEncoder();
  const parts: BlobPart[] = [];
  const list: BlobPart[] = [];
  let offset = 0;
  let listSize = 0;
  for (const [done, { path, content }] of files.entries()) {
    const name = encoder.encode(path);
    const sum = await checksumOf(content);
    parts.push(header(sum, content.size, name), name, content);
    list.push(listed(sum, content.size, name, offset), name);
    offset += headerBytes + name.length + content.size;
    listSize += listedBytes + name.length;
    step(done + 1);
  }
  return new Blob([...parts, ...list, end(files.length, listSize, offset)], { type: "application/zip" });
}
