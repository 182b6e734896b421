import { createRequire } from 'node:module';

type Library = typeof import('undici');
let loaded: Library | undefined;

/** undici itself, for those who ask for it: it brings most of Node's own HTTP along, which takes a thread 100 ms to load. */
export const undici = (): Library => (loaded ??= createRequire(import.meta.url)('undici') as Library);
