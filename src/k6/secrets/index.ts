import { textOf } from '../bytes.js';
import type { MakeModule, VuContext } from '../context.js';
import { DEFAULT_SOURCE, SecretThread } from './secret-thread.js';

/** `k6/secrets`. */
export const makeSecrets: MakeModule = (vu) => ({
  get: (key?: unknown) => secretOf(vu, DEFAULT_SOURCE, textOf(key)),
  source: (name?: unknown) => ({ get: (key?: unknown) => secretOf(vu, textOf(name), textOf(key)) }),
});

/** The iteration stays open until the promise is settled. */
function secretOf(vu: VuContext, source: string, key: string): Promise<string> {
  const deferred = vu.realm.promise<string>();
  try {
    const secret = SecretThread.of(vu.thread).get(source, key);
    if (typeof secret === 'string') deferred.resolve(secret);
    else settleLater(vu, secret, deferred);
  } catch (error) {
    deferred.reject(error);
  }
  return deferred.promise;
}

function settleLater(
  vu: VuContext,
  secret: Promise<string>,
  { resolve, reject }: { resolve(value: string): void; reject(reason: unknown): void },
): void {
  const callback = vu.registerCallback();
  let isOver = false;
  const end = (task: () => void): void => {
    if (isOver) return;
    isOver = true;
    vu.interrupted.removeEventListener('abort', interrupted);
    callback(task);
  };
  const interrupted = (): void => end(() => {});
  vu.interrupted.addEventListener('abort', interrupted, { once: true });
  secret.then(
    (value) => end(() => resolve(value)),
    (error) => end(() => reject(error)),
  );
}
