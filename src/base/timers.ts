/** The longest delay a timer of Node's can hold: a longer one would fire at once. Longer waits are made of several. */
export const LONGEST_TIMER_MS = 2_147_483_647;

/** Calls back once, after `delayMs`; never after the signal has fired. Returns a function that takes it back. */
export function after(delayMs: number, signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal?.aborted) return () => {};
  let timer: NodeJS.Timeout;
  const cancel = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  };
  const arm = (leftMs: number): void => {
    timer = setTimeout(
      () => {
        if (leftMs > LONGEST_TIMER_MS) return arm(leftMs - LONGEST_TIMER_MS);
        signal?.removeEventListener('abort', cancel);
        callback();
      },
      Math.min(leftMs, LONGEST_TIMER_MS),
    );
  };
  signal?.addEventListener('abort', cancel, { once: true });
  arm(Math.max(0, delayMs));
  return cancel;
}

/** Resolves after `delayMs`, or early (without an error) when the signal fires. */
export function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const stop = (): void => {
      cancel();
      resolve();
    };
    const cancel = after(delayMs, undefined, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Calls back every `periodMs` until the signal fires or the returned function is called. */
export function every(periodMs: number, signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal?.aborted) return () => {};
  const timer = setInterval(callback, periodMs);
  const stop = (): void => {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
  };
  signal?.addEventListener('abort', stop, { once: true });
  return stop;
}

/** Whether the work ends, well or not, within the time. */
export async function settlesWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const ended = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([ended, sleep(limitMs, over.signal).then(() => false)]);
  } finally {
    over.abort();
  }
}

/** Work with a time limit. The timer ends with the work, so it cannot hold the process open. */
export async function within<T>(limitMs: number, work: Promise<T>, onLimit: () => Error): Promise<T> {
  let cancel = (): void => {};
  const limit = new Promise<never>((_, reject) => {
    cancel = after(limitMs, undefined, () => reject(onLimit()));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    cancel();
  }
}
