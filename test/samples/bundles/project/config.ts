export enum Mode {
  Slow = 'slow',
  Fast = 'fast',
}
const DEFAULTS = { base: 'http://sut', mode: Mode.Fast, retries: 2 } as const;
export const config = { ...DEFAULTS, limits: { p95: 300 } };
export type Config = typeof config;
