// What do frames cost, beside those of the package ws? Both read and write the same short messages in memory; and what
// 10,000 idle connections need for it. Arguments: messages, rounds.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Receiver, Sender } from 'ws';
import { FrameReader } from '../src/protocols/websocket/frame-reader.js';
import { textFrame } from '../src/protocols/websocket/frames.js';
import { interleaved, middle, numbersOr, printTable } from './rounds.js';

const [messages, rounds] = numbersOr(400_000, 5);
const TEXT = 'a message of some words';
const CONNECTIONS = 10_000;
const TO_SERVER = { masked: true, deflate: false };
const FROM_SERVER = { masked: false, deflate: false };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let heard = 0;
const LISTENER = {
  text: () => void heard++,
  binary: () => {},
  ping: () => {},
  pong: () => {},
  closing: () => {},
  unreadable: () => {},
};
/** Takes what is written and throws it away. */
const SINK = { cork() {}, uncork() {}, write(_frame: Buffer) {}, once() {}, _socket: null };

const frame = textFrame(TEXT, FROM_SERVER);
/** As a socket gives them: one message in each piece, and ten. */
const pieces = [frame, Buffer.concat(Array<Buffer>(10).fill(frame))];

const newReceiver = (): Receiver => new Receiver({ isServer: false }).on('message', () => void heard++);
const newSender = (): Sender => new Sender(SINK as never);

/** Nanoseconds for each message. */
function timed(count: number, work: () => void): number {
  const startMs = performance.now();
  work();
  return ((performance.now() - startMs) * 1e6) / count;
}

const READERS: Readonly<Record<string, (piece: Buffer, times: number) => void>> = {
  own(piece, times) {
    const reader = new FrameReader(LISTENER, FROM_SERVER);
    for (let i = 0; i < times; i++) reader.read(piece, piece.length);
  },
  ws(piece, times) {
    const receiver = newReceiver();
    // It keeps what it is given; a socket would have given it memory of its own.
    for (let i = 0; i < times; i++) receiver._write(piece, 'buffer' as never, () => {});
  },
};
const WRITERS: Readonly<Record<string, (times: number) => void>> = {
  own(times) {
    for (let i = 0; i < times; i++) SINK.write(textFrame(TEXT, TO_SERVER));
  },
  ws(times) {
    const sender = newSender();
    for (let i = 0; i < times; i++) sender.send(TEXT, { binary: false, mask: true, fin: true, compress: false });
  },
};

const rows: string[][] = [];
for (const name of Object.keys(READERS)) {
  const results = await interleaved(['one', 'ten', 'write'] as const, rounds, async (what) => {
    if (what === 'write') return timed(messages, () => WRITERS[name]!(messages));
    const piece = pieces[what === 'one' ? 0 : 1]!;
    const times = messages / (what === 'one' ? 1 : 10);
    return timed(messages, () => READERS[name]!(piece, times));
  });
  const cell = (what: 'one' | 'ten' | 'write'): string => middle(results.get(what)!, (ns) => ns).toFixed(0);
  rows.push([name, cell('one'), cell('ten'), cell('write'), String(bytesOf(name))]);
}
printTable(['ns per message', 'read, 1 in a piece', 'read, 10 in a piece', 'write', 'bytes per connection'], rows);

/** Of heap, for reading and writing. */
function bytesOf(name: string): number {
  const make = (): object => (name === 'own' ? new FrameReader(LISTENER, FROM_SERVER) : [newReceiver(), newSender()]);
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: CONNECTIONS }, make);
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  return Math.round(bytes / kept.length);
}
