// What Piscina loads in each thread. No logic here. CommonJS, because Piscina loads ES modules with code that it makes
// from text on some versions of Node.js, and our threads refuse that (src/engine/pool.ts).
import type { ProbeAnswer, ProbeTask, ShardTask } from '../src/vu/task.js' with { 'resolution-mode': 'import' };

// Begun as soon as the thread is there: the script is still being compiled then.
const probing = import('../src/vu/probe.js');
const running = import('../src/vu/shard.js');

export = {
  probe: async (task: ProbeTask): Promise<ProbeAnswer> => (await probing).probe(task),
  runShard: async (task: ShardTask): Promise<void> => (await running).runShard(task),
};
