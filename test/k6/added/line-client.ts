// A wire protocol: each line is answered by a line. It opens its connection with `dial`, as every protocol does.
import { Buffer } from 'node:buffer';
import { type Dialling, dial } from '../../../src/protocols/net/dial.js';
import type { Endpoint } from '../../../src/protocols/net/endpoint.js';
import type { Failure } from '../../../src/protocols/net/failures.js';
import type { Link } from '../../../src/protocols/net/link.js';
import type { Network } from '../../../src/protocols/net/network.js';
import type { Traffic } from '../../../src/protocols/net/traffic.js';
import { WireCounter } from '../../../src/protocols/net/wire-counter.js';

export interface LineListener {
  answered(line: string): void;
  failed(failure: Failure): void;
}

/** One connection for one line at a time. */
export class LineClient {
  readonly #network: Network;
  readonly #traffic: Traffic;
  #dialling: Dialling | undefined;
  #link: Link | undefined;
  #counter: WireCounter | undefined;
  #listener: LineListener | undefined;
  #text = '';

  constructor(network: Network, traffic: Traffic) {
    this.#network = network;
    this.#traffic = traffic;
  }

  ask(endpoint: Endpoint, line: string, listener: LineListener): void {
    this.#listener = listener;
    if (this.#link) {
      this.#link.socket.write(`${line}\n`);
      return;
    }
    const options = { alpn: [], sharedMemory: true };
    this.#dialling = dial(this.#network, endpoint, options, {
      opened: (link) => this.#opened(link, line),
      failed: (failure) => listener.failed(failure),
    });
  }

  countTraffic(): void {
    this.#counter?.count();
  }

  close(): void {
    this.#dialling?.cancel();
    this.#link?.socket.destroy();
  }

  #opened(link: Link, line: string): void {
    this.#link = link;
    this.#counter = new WireCounter(link.tcp, this.#traffic);
    link.socket.on('error', () => {});
    link.receive({ received: (bytes, length) => this.#received(bytes.toString('utf8', 0, length)) });
    link.socket.write(Buffer.from(`${line}\n`));
  }

  #received(text: string): void {
    this.#text += text;
    const end = this.#text.indexOf('\n');
    if (end < 0) return;
    const line = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    this.#listener!.answered(line);
  }
}
