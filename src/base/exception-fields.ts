import type { LogFields } from './log.js';

/** What is said of a promise that was rejected and that nobody looked at. */
export const isUnhandled = (stack: string): boolean => stack.startsWith('Uncaught (in promise) ');

/** What marks the line of an exception of the script: what reads k6's logs looks for it. Rejected promises have none. */
export const exceptionFields = (stack: string): LogFields =>
  isUnhandled(stack) ? {} : { hint: 'script exception', source: 'stacktrace' };
