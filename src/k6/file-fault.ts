const NAMES = ['NotFoundError', 'InvalidResourceError', 'ForbiddenError', 'TypeError'] as const;

/** What the functions of `k6/experimental/fs` fail with: the name says how. */
export class FileFault extends Error {
  constructor(name: (typeof NAMES)[number], message: string) {
    super(message);
    Object.defineProperty(this, 'name', { value: name, writable: true, configurable: true });
  }
}
