/** What ends an iteration when a promise of the script was rejected and nobody handled it. */
export class UncaughtInPromise extends Error {
  constructor(readonly reason: unknown) {
    super(`Uncaught (in promise) ${describe(reason)}`);
    this.name = 'UncaughtInPromise';
    // The place where the reason was made says more than the place where its loss was noticed.
    if (reason instanceof Error) this.stack = `Uncaught (in promise) ${reason.stack}`;
    else this.stack = this.message;
  }
}

function describe(reason: unknown): string {
  if (reason instanceof Error) return `${reason.name}: ${reason.message}`;
  try {
    return typeof reason === 'object' && reason !== null ? JSON.stringify(reason) : String(reason);
  } catch {
    return Object.prototype.toString.call(reason);
  }
}
