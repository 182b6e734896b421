import type { Socket } from 'node:net';

/** What the target knows about the traffic it got: whole numbers, exact, without the questions about itself. */
export interface TargetStats {
  /** Requests whose head arrived. */
  readonly total: number;
  /** Requests whose response was written completely. */
  readonly answered: number;
  /** Requests whose connection ended before they were answered. */
  readonly dropped: number;
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** Connections that carried a counted request: ever, now, and at the same time at most. */
  readonly connections: { readonly total: number; readonly now: number; readonly max: number };
  /** By route, e.g. `GET /api/concerts/:id/schedules`; `unknown` for what no route fits. */
  readonly byPath: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly sockets: Readonly<SocketCounts>;
}

/** WebSockets: ever and now; messages that came, and those that were written. */
export interface SocketCounts {
  sessions: number;
  open: number;
  received: number;
  sent: number;
}

const COUNTED = Symbol('counted');
type CountedSocket = Socket & { [COUNTED]?: true };

/** The counters of one target, all its ports together. */
export class Counts {
  #total = 0;
  #answered = 0;
  #dropped = 0;
  #maxInFlight = 0;
  readonly #connections = { total: 0, now: 0, max: 0 };
  readonly sockets: SocketCounts = { sessions: 0, open: 0, received: 0, sent: 0 };
  readonly #byPath = new Map<string, { requests: number }>();
  readonly #byStatus = new Uint32Array(600);

  /** The counter of a route, so that a request needs no look-up. */
  route(name: string): { requests: number } {
    let counter = this.#byPath.get(name);
    if (!counter) this.#byPath.set(name, (counter = { requests: 0 }));
    return counter;
  }

  arrived(counter: { requests: number }, socket: CountedSocket): void {
    counter.requests++;
    const inFlight = ++this.#total - this.#answered - this.#dropped;
    if (inFlight > this.#maxInFlight) this.#maxInFlight = inFlight;
    if (socket[COUNTED] === undefined) this.#connected(socket);
  }

  answered(status: number): void {
    this.#answered++;
    this.#byStatus[status]!++;
  }

  dropped(): void {
    this.#dropped++;
  }

  stats(): TargetStats {
    const statuses = [...this.#byStatus.entries()].filter(([, requests]) => requests > 0);
    const paths = [...this.#byPath].filter(([, { requests }]) => requests > 0);
    return {
      total: this.#total,
      answered: this.#answered,
      dropped: this.#dropped,
      inFlight: this.#inFlight,
      maxInFlight: this.#maxInFlight,
      connections: { ...this.#connections },
      byPath: Object.fromEntries(paths.map(([name, { requests }]) => [name, requests])),
      byStatus: Object.fromEntries(statuses),
      sockets: { ...this.sockets },
    };
  }

  /** Counts from now on. Requests in work and open connections stay: they are still there. */
  reset(): void {
    this.#total = this.#inFlight;
    this.#maxInFlight = this.#total;
    this.#answered = 0;
    this.#dropped = 0;
    this.#connections.total = this.#connections.max = this.#connections.now;
    for (const counter of this.#byPath.values()) counter.requests = 0;
    this.#byStatus.fill(0);
    this.sockets.sessions = this.sockets.open;
    this.sockets.received = this.sockets.sent = 0;
  }

  get #inFlight(): number {
    return this.#total - this.#answered - this.#dropped;
  }

  #connected(socket: CountedSocket): void {
    socket[COUNTED] = true;
    const connections = this.#connections;
    connections.total++;
    connections.max = Math.max(connections.max, ++connections.now);
    socket.once('close', () => connections.now--);
  }
}
