import type { MessagePort } from 'node:worker_threads';
import { epochMs } from '../base/clock.js';
import { Logger, type LogRecord } from '../base/log.js';
import { Repeats } from '../base/repeats.js';
import type { ControlBlock } from '../shard/control-block.js';
import type { FromWorker } from './task.js';

/** Log lines that may be under way to the main thread, from all workers together. */
const MOST_LINES_IN_FLIGHT = 20_000;

/** How often a line is sent that is said at most once in a while. */
const COUNTED_EVERY_MS = 1000;

/** Everything a thread says to the main one. */
export class Outbox {
  readonly log: Logger;
  readonly #port: MessagePort;
  readonly #control: ControlBlock | undefined;
  readonly #repeats = new Repeats((record) => this.#sendLog(record), COUNTED_EVERY_MS);
  #dropped = 0;

  /** With a control block, what is on its way to the main thread is bounded. */
  constructor(port: MessagePort, control?: ControlBlock) {
    this.#port = port;
    this.#control = control;
    this.log = new Logger((record) => this.#repeats.take(record), epochMs, 'debug');
  }

  /** In the order of the calls: what follows may be the last message. */
  send(message: FromWorker): void {
    if (message.type !== 'log') this.#repeats.flush();
    this.#port.postMessage(message);
  }

  /** How many log lines since the last call were not sent because the main thread could not keep up. */
  takeDroppedLines(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  #sendLog(record: LogRecord): void {
    if (this.#control && this.#control.addLogLines(1) > MOST_LINES_IN_FLIGHT) {
      this.#control.addLogLines(-1);
      this.#dropped += record.times ?? 1;
      return;
    }
    this.send({ type: 'log', records: [record] });
  }
}
