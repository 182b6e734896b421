// What Piscina loads in each thread. No logic here. CommonJS, because Piscina loads ES modules with code that it makes
// from text on some versions of Node.js, and our threads refuse that (src/engine/pool.ts).
import type { ProbeAnswer, ProbeTask, ShardTask } from '../src/vu/task.js' with { 'resolution-mode': 'import' };

export = {
  probe: async (task: ProbeTask): Promise<ProbeAnswer> => (await import('../src/vu/probe.js')).probe(task),
  runShard: async (task: ShardTask): Promise<void> => (await import('../src/vu/shard.js')).runShard(task),
};
