// `salvo` with one output more. A test starts it as it starts the command itself.
import { outputTable } from '../../../src/outputs/index.js';
import { push } from './http-destination.js';

Object.assign(outputTable, { push });
await import('../../../src/cli/main.js');
