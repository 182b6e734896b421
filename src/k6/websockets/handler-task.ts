import { stampTwin } from '../../suspension/brand.js';
import { type AnyFunction, mayWait, type Suspendable, suspendably } from '../suspension.js';

/** One event on its way to the script. When a handler throws, those behind it do not hear of it. */
export interface Telling {
  readonly target: object;
  readonly event: object;
  stopped: boolean;
  threw(error: unknown): void;
}

/** A task of the VU that calls a handler, which may wait inside. */
export function handlerTask(handler: AnyFunction, telling: Telling): () => void {
  const { target, event } = telling;
  const task = (): void => {
    if (telling.stopped) return;
    try {
      Reflect.apply(handler, target, [event]);
    } catch (error) {
      stop(telling, error);
    }
  };
  if (!mayWait(handler)) return task;
  return stampTwin(task, function* (): Suspendable {
    if (telling.stopped) return undefined;
    try {
      yield* suspendably(handler, target, [event]);
    } catch (error) {
      stop(telling, error);
    }
    return undefined;
  });
}

function stop(telling: Telling, error: unknown): void {
  telling.stopped = true;
  telling.threw(error);
}
