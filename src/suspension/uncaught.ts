import { thrownText } from './thrown-text.js';

/** What ends an iteration when a promise of the script was rejected and nobody handled it. */
export class UncaughtInPromise extends Error {
  constructor(readonly reason: unknown) {
    const text = `Uncaught (in promise) ${thrownText(reason)}`;
    super(text.split('\n', 1)[0]);
    this.name = 'UncaughtInPromise';
    // The place where the reason was made says more than the place where its loss was noticed.
    this.stack = text;
  }
}
