import { Network } from '../protocols/net/network.js';
import type { ThreadContext } from './context.js';

const networks = new WeakMap<ThreadContext, Network>();

/** The network of a thread: one for the protocols of all its VUs, so that names are looked up once. */
export function networkOf(thread: ThreadContext): Network {
  let network = networks.get(thread);
  // VU traffic honours the machine's proxies whether or not scripts may see its environment.
  if (network === undefined) networks.set(thread, (network = new Network(thread.options, process.env)));
  return network;
}
