/** Every method of `crypto.subtle`. k6 has no wrapKey and unwrapKey. */
export const SUBTLE_METHODS = [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
] as const;

export type SubtleMethod = (typeof SUBTLE_METHODS)[number];
