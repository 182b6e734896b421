import { Buffer } from 'node:buffer';

/** The largest content of one zstd block. */
const BLOCK_BYTES = 128 * 1024;
const MAGIC = 0xfd2fb528;
/** Single segment, content size in eight bytes. */
const DESCRIPTOR = 0xe0;

/** A zstd frame (RFC 8878) of raw blocks: valid for every decoder, and as large as its content. */
export function zstdStored(content: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32LE(MAGIC, 0);
  header[4] = DESCRIPTOR;
  header.writeBigUInt64LE(BigInt(content.length), 5);
  const parts: Buffer[] = [header];
  for (let at = 0; at === 0 || at < content.length; at += BLOCK_BYTES) {
    const block = content.subarray(at, at + BLOCK_BYTES);
    const last = at + BLOCK_BYTES >= content.length ? 1 : 0;
    const blockHeader = Buffer.alloc(3);
    blockHeader.writeUIntLE((block.length << 3) | last, 0, 3);
    parts.push(blockHeader, block);
  }
  return Buffer.concat(parts);
}
