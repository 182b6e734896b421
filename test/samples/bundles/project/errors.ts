export class ApiError extends Error {
  readonly code: number;
  constructor(message: string, code = 500) {
    super(message);
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = 'ApiError';
    this.code = code;
  }
}
