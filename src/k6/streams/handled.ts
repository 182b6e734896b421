import { current } from '../suspension.js';

/** One of Node's promises as the script's, which may fail without anybody who listens: `closed`, `ready`. */
export function handled<T>(ours: Promise<T>): Promise<T> {
  const { promise, resolve, reject } = current.vu!.realm.promise<T>();
  Reflect.apply(Promise.prototype.then, promise, [undefined, () => {}]);
  ours.then(resolve, reject);
  return promise;
}
