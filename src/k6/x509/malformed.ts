import { GoError } from '../go-error.js';

/** The error for bytes that are no certificate. */
export const malformed = (why: string): GoError => new GoError(`failed to parse certificate: x509: ${why}`);
