import { SalvoError } from './salvo-error.js';

/** Failures of what `--out` says. */
export const outputErrors = {
  unknownOutput: (name: string, known: readonly string[], instead: string | undefined) =>
    new SalvoError({
      code: 'E_UNKNOWN_OUTPUT',
      message: `there is no output ${name}; known ones are ${known.join(', ')}`,
      exit: 'generic',
      hint: instead,
    }),

  badOutputSetting: (output: string, key: string, got: string, must: string) =>
    new SalvoError({
      code: 'E_BAD_OUTPUT_SETTING',
      message: `output ${output}: ${key} ${must}, got ${got}`,
      exit: 'generic',
    }),

  cannotListen: (output: string, address: string, cause: unknown) =>
    new SalvoError({
      code: 'E_CANNOT_LISTEN',
      message: `output ${output}: nothing can listen at ${address}: ${cause instanceof Error ? cause.message : cause}`,
      exit: 'generic',
      hint: 'give it another address: --out name=host:port',
    }),
};
