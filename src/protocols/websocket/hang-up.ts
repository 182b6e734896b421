import type { Socket } from 'node:net';

/** How long a server may take to close its side. */
const FAREWELL_MS = 1000;

/**
 * Closes this side, and the socket when the server has closed its own: one that is closed with bytes that nobody has read
 * is reset, and takes what was written last with it.
 */
export function hangUp(socket: Socket): void {
  if (socket.destroyed) return;
  socket.end();
  if (socket.isPaused()) socket.resume();
  const timer = setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}
