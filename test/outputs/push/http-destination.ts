// An output that pushes, as one for a database would be: one file, and one row in the table (see main.ts).
import { Agent, request } from 'node:http';
import type { SampleBatch } from '../../../src/metrics/sample-source.js';
import { type Destination, SendFailure } from '../../../src/outputs/destination.js';
import { QueuedOutput, type SendTerms } from '../../../src/outputs/queued-output.js';
import type { MakeOutput } from '../../../src/outputs/types.js';

export const TERMS: SendTerms = {
  flushEveryMs: 50,
  mostPerSend: 1000,
  sendsAtOnce: 2,
  retry: { mostAttempts: 4, attemptLimitMs: 2000, firstDelayMs: 20, longestDelayMs: 200 },
};

/** `--out push=http://...`: the names and values of all samples, as JSON. */
export const push: MakeOutput = (url) => new QueuedOutput(new HttpDestination(url), TERMS);

export class HttpDestination implements Destination {
  readonly description: string;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
    this.description = `push (${url})`;
  }

  async open(): Promise<void> {}

  async send(batches: readonly SampleBatch[], signal: AbortSignal): Promise<void> {
    const body = JSON.stringify(
      batches.flatMap(({ length, metric, value }) =>
        Array.from({ length }, (_, at) => [metric[at]!.name, value[at]] as const),
      ),
    );
    const status = await this.#post(body, signal).catch((error: Error) => {
      throw new SendFailure(error.message, 'again');
    });
    if (status === 429 || status >= 500) throw new SendFailure(`status ${status}`, 'again');
    if (status >= 400) throw new SendFailure(`status ${status}`, 'drop');
  }

  async close(): Promise<void> {
    this.#agent.destroy();
  }

  #post(body: string, signal: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(this.#url, { method: 'POST', agent: this.#agent, signal }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode!));
      });
      sent.on('error', reject).end(body);
    });
  }
}
