import type { MessagePort } from 'node:worker_threads';
import { epochMs } from '../base/clock.js';
import { Logger, type LogRecord } from '../base/log.js';
import type { ControlBlock } from '../shard/control-block.js';
import type { FromWorker } from './task.js';

/** Log lines that may be under way to the main thread, from all workers together. */
const MOST_LINES_IN_FLIGHT = 20_000;

/** Everything a thread says to the main one. */
export class Outbox {
  readonly log: Logger;
  readonly #port: MessagePort;
  readonly #control: ControlBlock | undefined;
  #dropped = 0;

  /** With a control block, what is on its way to the main thread is bounded. */
  constructor(port: MessagePort, control?: ControlBlock) {
    this.#port = port;
    this.#control = control;
    this.log = new Logger((record) => this.#sendLog(record), epochMs, 'debug');
  }

  send(message: FromWorker): void {
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
      this.#dropped++;
      return;
    }
    this.send({ type: 'log', records: [record] });
  }
}
