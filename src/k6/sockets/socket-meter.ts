import { monotonicMs } from '../../base/clock.js';
import type { TagSet } from '../../metrics/tags.js';
import type { ThreadContext } from '../context.js';
import type { SocketPlan } from './socket-plan.js';

/** System tags of these samples; those that nobody wants are not worked out. */
const TAGS = ['url', 'name', 'status', 'subproto', 'ip'] as const;
type Wanted = Readonly<Record<(typeof TAGS)[number], boolean>>;

const wantedByThread = new WeakMap<ThreadContext, Wanted>();

function wantedIn(thread: ThreadContext): Wanted {
  let wanted = wantedByThread.get(thread);
  if (wanted === undefined) {
    const { options, metrics } = thread;
    wanted = Object.fromEntries(
      TAGS.map((tag) => [tag, options.systemTags.includes(tag) && metrics.wants(tag)]),
    ) as unknown as Wanted;
    wantedByThread.set(thread, wanted);
  }
  return wanted;
}

/** The samples of one connection. Its tags are those of the moment at which it was asked for. */
export class SocketMeter {
  readonly #thread: ThreadContext;
  #tags: TagSet;
  readonly #startMs = monotonicMs();
  /** Pings without an answer: when they went out, by what they carry. */
  #pings: Map<string, number> | undefined;
  #lastPing = 0;

  /** `named`: samples have the tag `name`, as those of `k6/websockets`. */
  constructor(thread: ThreadContext, { url, name, tags }: SocketPlan, named: boolean) {
    const wanted = wantedIn(thread);
    const shown = named && name !== '' ? name : url;
    this.#thread = thread;
    this.#tags = tags;
    if (wanted.url) this.#tags = this.#tags.with('url', shown);
    if (named && wanted.name) this.#tags = this.#tags.with('name', shown);
  }

  /** `status` 0: nobody has answered. */
  connected(status: number, protocol: string, ip: string): void {
    const { builtin } = this.#thread;
    const wanted = wantedIn(this.#thread);
    if (status !== 0) {
      if (wanted.status) this.#tags = this.#tags.with('status', String(status));
      if (wanted.subproto) this.#tags = this.#tags.with('subproto', protocol);
    }
    if (wanted.ip && ip !== '') this.#tags = this.#tags.with('ip', ip);
    const nowMs = monotonicMs();
    builtin.ws_sessions.add(1, this.#tags, nowMs);
    builtin.ws_connecting.add(nowMs - this.#startMs, this.#tags, nowMs);
  }

  sent(): void {
    this.#thread.builtin.ws_msgs_sent.add(1, this.#tags);
  }

  received(): void {
    this.#thread.builtin.ws_msgs_received.add(1, this.#tags);
  }

  /** What the next ping carries; it goes out now. */
  ping(): string {
    const payload = String(this.#lastPing++);
    this.#pings ??= new Map();
    this.#pings.set(payload, monotonicMs());
    return payload;
  }

  pong(payload: string): void {
    const sentMs = this.#pings?.get(payload);
    if (sentMs === undefined) return;
    this.#pings!.delete(payload);
    this.#thread.builtin.ws_ping.add(monotonicMs() - sentMs, this.#tags);
  }

  ended(): void {
    const nowMs = monotonicMs();
    this.#thread.builtin.ws_session_duration.add(nowMs - this.#startMs, this.#tags, nowMs);
  }
}
