/** Where secrets come from, as the main thread read it: plain data, for all threads. */
export interface SecretSource {
  /** What `secrets.source(name)` calls it. */
  readonly name: string;
  /** The one that `secrets.get()` asks. */
  readonly isDefault: boolean;
  /** Those that are known from the start, by key; or who is asked for them. */
  readonly from: ReadonlyMap<string, string> | SecretServer;
}

/** A server that is asked for each secret once. */
export interface SecretServer {
  /** `{key}` stands for the secret's key. */
  readonly urlTemplate: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the secret is in the JSON of the answer; empty: the answer is the secret. */
  readonly responsePath: string;
  readonly timeoutMs: number;
  readonly requestsPerMinuteLimit: number;
  /** Requests that may go at once before the limit holds. */
  readonly requestsBurst: number;
  readonly maxRetries: number;
  /** Before the first retry; each further one waits twice as long. */
  readonly retryBackoffMs: number;
  /** One limit for all threads. */
  readonly throttle: SharedArrayBuffer;
}
