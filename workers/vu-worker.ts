// What Piscina loads in each thread. No logic here.
export { probe } from '../src/vu/probe.js';
export { runShard } from '../src/vu/shard.js';
