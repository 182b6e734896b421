import { Duplex } from 'node:stream';
import { undici } from './library.js';

let warm = false;

/**
 * Makes undici compile its parser now, with a request to nowhere: about ten milliseconds that the first request of each
 * thread would otherwise be measured with.
 */
export function warmUpUndici(): void {
  if (warm) return;
  warm = true;
  const nowhere = new Duplex({
    read: () => {},
    write: (_chunk, _encoding, done) => {
      done();
      nowhere.push('HTTP/1.1 204 No Content\r\n\r\n');
    },
  });
  const client = new (undici().Client)('http://nowhere', {
    // biome-ignore lint/suspicious/noExplicitAny: undici wants a net.Socket and uses what a Duplex has.
    connect: (_options, callback) => process.nextTick(callback, null, nowhere as any),
  });
  const end = (): void => {
    client.destroy().catch(() => {});
  };
  const ignore = (): boolean => true;
  client.dispatch(
    { path: '/', method: 'GET' },
    { onConnect: ignore, onHeaders: ignore, onData: ignore, onComplete: end, onError: end },
  );
}
