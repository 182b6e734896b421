import { HttpClient } from '../../protocols/http/client.js';
import { CookieJar } from '../../protocols/http/cookie-jar.js';
import type { VuContext } from '../context.js';
import { DEFAULT_EXPECTED, type ExpectedStatuses } from './expected-statuses.js';
import { HttpThread } from './http-thread.js';
import type { RememberedCall } from './prepared-request.js';

const SLOT = 'k6/http';

/** The HTTP side of one VU: its connections, its cookies and its script's settings. */
export class HttpVu {
  readonly thread: HttpThread;
  readonly client: HttpClient;
  /** Null: nothing is expected, and nothing counts as failed. */
  responseCallback: ExpectedStatuses | null = DEFAULT_EXPECTED;
  lastCall: RememberedCall | null = null;
  #jar = new CookieJar();
  #iteration = -1;

  private constructor(readonly context: VuContext) {
    this.thread = HttpThread.of(context.thread);
    this.client = new HttpClient(this.thread.environment, context.traffic);
  }

  static of(context: VuContext): HttpVu {
    const known = context.slots.get(SLOT);
    if (known !== undefined) return known as HttpVu;
    const made = new HttpVu(context);
    context.slots.set(SLOT, made);
    return made;
  }

  /** The VU's iterations count from 0 again: the next one is a new one, whatever its number. */
  static startOver({ slots }: VuContext): void {
    const known = slots.get(SLOT) as HttpVu | undefined;
    if (known) known.#iteration = -1;
  }

  /** What the connections have carried so far is not reported. */
  static forgetTraffic({ slots }: VuContext): void {
    (slots.get(SLOT) as HttpVu | undefined)?.client.forgetTraffic();
  }

  /** The VU's own jar; a fresh one in each iteration, unless the test keeps cookies. */
  get jar(): CookieJar {
    this.#enterIteration();
    return this.#jar;
  }

  /** What a new iteration changes is changed when the iteration first uses it. */
  #enterIteration(): void {
    const { iterationInInstance, thread } = this.context;
    if (iterationInInstance === this.#iteration) return;
    this.#iteration = iterationInInstance;
    if (!thread.options.noCookiesReset && !this.#jar.empty) this.#jar = new CookieJar();
    if (thread.options.noVUConnectionReuse) this.client.closeIdle();
  }

  /** Frees what the VU holds: its connections. */
  close(): void {
    this.client.destroy();
  }
}
