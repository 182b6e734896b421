// The row of the seventh executor: to be loaded before the command, in the main thread and in every worker.
import type { Executor } from '../../src/executors/executor.js';
import { executors } from '../../src/executors/index.js';
import { staircase } from './seventh.js';

(executors as Executor[]).push(staircase as Executor);
