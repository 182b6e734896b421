// The rows of four modules: to be loaded before the command, in the main thread and in every worker.
import { type K6Module, modules } from '../../../src/k6/modules.js';
import { bellNatives } from './bell.js';
import { linesNatives } from './lines.js';
import { pauseNatives } from './pause.js';

const rows: Record<string, K6Module> = {
  'k6/plain': { natives: {}, load: async () => (await import('./plain.js')).makePlain },
  'k6/pause': { natives: pauseNatives, load: async () => (await import('./pause.js')).makePause },
  'k6/lines': { natives: linesNatives, late: true, load: async () => (await import('./lines.js')).makeLines },
  'k6/bell': { natives: bellNatives, late: true, load: async () => (await import('./bell.js')).makeBell },
};
Object.assign(modules, rows);
