// Frames that are written are read again, however they are cut; what breaks the rules is named as k6 names it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FrameReader, LONGEST_MESSAGE_BYTES } from '../../../src/protocols/websocket/frame-reader.js';
import {
  closeFrame,
  type FrameForm,
  frameOf,
  messageFrame,
  textFrame,
} from '../../../src/protocols/websocket/frames.js';
import { OPCODES } from '../../../src/protocols/websocket/opcodes.js';

type Read = readonly [what: string, value: string];

function readAll(form: FrameForm, pieces: readonly Buffer[]): Read[] {
  const read: Read[] = [];
  const reader = new FrameReader(
    {
      text: (text) => read.push(['text', text]),
      binary: (bytes) => read.push(['binary', bytes.toString('hex')]),
      ping: (bytes) => read.push(['ping', bytes.toString()]),
      pong: (bytes) => read.push(['pong', bytes.toString()]),
      closing: (code, reason) => read.push(['closing', `${code} ${reason}`]),
      unreadable: ({ code, text }) => read.push(['unreadable', `${code} ${text}`]),
    },
    form,
  );
  // Each piece in the same memory, as from a socket.
  const memory = Buffer.alloc(Math.max(0, ...pieces.map(({ length }) => length)));
  for (const piece of pieces) {
    piece.copy(memory);
    reader.read(memory, piece.length);
    memory.fill(0xee);
  }
  return read;
}

const cutAt = (bytes: Buffer, lengths: readonly number[]): Buffer[] => {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const length of [...lengths, bytes.length]) {
    if (at < bytes.length) pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
};

const messages = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('text' as const), value: fc.string({ unit: 'binary', maxLength: 400 }) }),
    fc.record({ kind: fc.constant('binary' as const), value: fc.uint8Array({ maxLength: 400 }) }),
    fc.record({ kind: fc.constant('ping' as const), value: fc.string({ maxLength: 30 }) }),
  ),
  { maxLength: 6 },
);

test('what is written is read, however it is cut', () => {
  fc.assert(
    fc.property(
      messages,
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 200 })),
      (all, masked, deflate, cuts) => {
        const form = { masked, deflate };
        const frames = all.map(({ kind, value }) => {
          if (kind === 'text') return textFrame(value, form);
          if (kind === 'binary') return messageFrame(OPCODES.binary, value, form);
          return frameOf(OPCODES.ping, Buffer.from(value), masked);
        });
        const expected = all.map(({ kind, value }) => [
          kind,
          kind === 'binary' ? Buffer.from(value).toString('hex') : lossless(value),
        ]);
        assert.deepEqual(readAll(form, cutAt(Buffer.concat(frames), cuts)), expected);
      },
    ),
  );
});

/** What UTF-8 can hold of a text: no halves of pairs. */
const lossless = (text: string): string => Buffer.from(text).toString();

test('messages come in fragments, with pings between them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 50 }), { minLength: 2, maxLength: 5 }), (parts) => {
      const frames = parts.flatMap((part, i) => {
        const frame = frameOf(i === 0 ? OPCODES.text : OPCODES.continuation, Buffer.from(part), false);
        if (i < parts.length - 1) frame[0]! &= 0x7f;
        return [frame, frameOf(OPCODES.ping, Buffer.from('?'), false)];
      });
      const read = readAll({ masked: false, deflate: false }, [Buffer.concat(frames)]);
      assert.deepEqual(
        read.filter(([what]) => what === 'text'),
        [['text', lossless(parts.join(''))]],
      );
      assert.equal(read.length, parts.length + 1);
    }),
  );
});

test('lengths of all three sizes', () => {
  for (const length of [0, 125, 126, 127, 65_535, 65_536, 200_000]) {
    for (const masked of [true, false]) {
      const bytes = Buffer.alloc(length, 'abc');
      const frame = messageFrame(OPCODES.binary, bytes, { masked, deflate: false });
      assert.equal(frame.length, length + (masked ? 4 : 0) + (length < 126 ? 2 : length < 65_536 ? 4 : 10));
      const read = readAll({ masked, deflate: false }, cutAt(frame, [1, 1, 5, 1000]));
      assert.deepEqual(read, [['binary', bytes.toString('hex')]]);
    }
  }
});

test('all codes that a close frame may say, and none that it may not', () => {
  const mayBeSaid = [...[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013], 3000, 4999];
  for (const code of [0, 999, ...Array.from({ length: 16 }, (_, i) => 1000 + i), 2999, 3000, 4999, 5000, 65_535]) {
    const frame = Buffer.from([0x88, 3, code >> 8, code & 0xff, 0x78]);
    const expected = mayBeSaid.includes(code)
      ? ['closing', `${code} x`]
      : ['unreadable', `1002 bad close code ${code}`];
    assert.deepEqual(readAll({ masked: false, deflate: false }, [frame]), [expected], String(code));
  }
  assert.deepEqual(readAll({ masked: true, deflate: false }, [closeFrame(1005, '', true)]), [['closing', '1005 ']]);
});

const BROKEN: Readonly<Record<string, string>> = {
  c10161: '1002 RSV1 set',
  a10161: '1002 RSV2 set',
  '910161': '1002 RSV3 set',
  f10161: '1002 RSV1 set, RSV2 set, RSV3 set',
  '830161': '1002 bad opcode 3',
  '8b0161': '1002 bad opcode 11',
  '8181000000006161': '1002 bad MASK',
  '090161': '1002 FIN not set on control',
  '897e0080': '1002 len > 125 for control',
  '800161': '1002 continuation after FIN',
  '010161810162': '1002 data before FIN',
  '880403e8ff00': '1002 invalid utf8 payload in close frame',
  '827f0000001000000000': `1009 websocket: a message of 68719476736 bytes is over the limit of ${LONGEST_MESSAGE_BYTES}`,
};

test('what breaks the rules ends the reading', () => {
  for (const [bytes, expected] of Object.entries(BROKEN)) {
    const frames = Buffer.concat([Buffer.from(bytes, 'hex'), textFrame('not read', { masked: false, deflate: false })]);
    assert.deepEqual(readAll({ masked: false, deflate: false }, [frames]), [['unreadable', expected]], bytes);
    assert.deepEqual(readAll({ masked: false, deflate: false }, cutAt(frames, [1, 1, 1, 1, 1, 1, 1])), [
      ['unreadable', expected],
    ]);
  }
});

test('compressed messages that are none', () => {
  const read = readAll({ masked: false, deflate: true }, [Buffer.from('c10461626364', 'hex')]);
  assert.deepEqual(read, [['unreadable', '0 flate: corrupt input']]);
});
