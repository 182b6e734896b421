import { types } from 'node:util';
import { WebError } from '../../k6/web/web-error.js';
import { makeClone } from '../realm/inside/clone.js';
import type { Realm } from '../realm/realm.js';

/** The realm's `structuredClone`. What cannot be cloned is the error that it is in browsers. */
export function structuredCloneIn(realm: Realm): unknown {
  const refuse = (what: string): never => {
    throw realm.own(new WebError('DataCloneError', `${what} cannot be cloned`));
  };
  const detach = (buffer: unknown): unknown => structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
  return realm.inside(makeClone)(types, refuse, detach, realm.intrinsics as never);
}
