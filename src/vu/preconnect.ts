import { formatDuration } from '../base/duration.js';
import { after } from '../base/timers.js';
import type { Connector } from '../k6/connector.js';
import { connectors } from '../k6/connectors.js';
import type { Dialling } from '../protocols/net/dial.js';
import type { Failure } from '../protocols/net/failures.js';
import { parseUrl, type Url } from '../protocols/net/url.js';
import type { Preconnected } from './task.js';
import type { Vu } from './vu.js';

/** Opens a connection from each VU to each origin, except where it has one. Ends early when the signal fires. */
export function preconnect(vus: readonly Vu[], origins: readonly string[], signal: AbortSignal): Promise<Preconnected> {
  const connections = missingConnections(vus, origins);
  return new Promise((resolve) => new Preconnecting(connections, signal, resolve).start());
}

/** Handshakes of a worker at the same time: more would overrun the queue of a server that listens. */
const MOST_DIALS = 100;
/** For all connections of a worker together. */
const LIMIT_MS = 60_000;

interface Missing {
  readonly vu: Vu;
  readonly url: Url;
  readonly connector: Connector;
}

class Preconnecting {
  readonly #dials = new Set<Dialling>();
  readonly #waiting: Iterator<Missing>;
  #opened = 0;
  #failed = 0;
  #reason = '';
  #over = false;
  readonly #signal: AbortSignal;
  readonly #done: (result: Preconnected) => void;
  #stopTimer = (): void => {};

  constructor(waiting: Iterable<Missing>, signal: AbortSignal, done: (result: Preconnected) => void) {
    this.#signal = signal;
    this.#done = done;
    this.#waiting = waiting[Symbol.iterator]();
  }

  start(): void {
    if (this.#signal.aborted) {
      this.#end();
      return;
    }
    this.#signal.addEventListener('abort', this.#end, { once: true });
    this.#stopTimer = after(LIMIT_MS, undefined, () => this.#giveUp());
    this.#goOn();
  }

  #goOn(): void {
    while (this.#dials.size < MOST_DIALS) {
      const { done, value } = this.#waiting.next();
      if (done) break;
      this.#dial(value);
    }
    if (this.#dials.size === 0) this.#end();
  }

  #dial({ vu, url, connector }: Missing): void {
    const dial = connector.connect(vu, url, (failure) => {
      this.#dials.delete(dial);
      this.#count(failure);
      this.#goOn();
    });
    this.#dials.add(dial);
  }

  #count(failure: Failure | undefined): void {
    if (failure === undefined) this.#opened++;
    else this.#fail(1, failure.detail);
  }

  #fail(connections: number, reason: string): void {
    if (this.#failed === 0) this.#reason = reason;
    this.#failed += connections;
  }

  #giveUp(): void {
    let left = this.#dials.size;
    while (!this.#waiting.next().done) left++;
    this.#fail(left, `not open within ${formatDuration(LIMIT_MS)}`);
    this.#end();
  }

  readonly #end = (): void => {
    if (this.#over) return;
    this.#over = true;
    this.#stopTimer();
    this.#signal.removeEventListener('abort', this.#end);
    for (const dial of this.#dials) dial.cancel();
    this.#done({ opened: this.#opened, failed: this.#failed, reason: this.#reason });
  };
}

function* missingConnections(vus: readonly Vu[], origins: readonly string[]): Generator<Missing> {
  // The same server may be written in two ways, with and without its port.
  const urls = new Map(origins.map(parseUrl).map((url) => [url.origin, url]));
  for (const url of urls.values()) {
    const connector = connectors[url.scheme]!;
    for (const vu of vus) if (!connector.isConnected(vu, url)) yield { vu, url, connector };
  }
}
