import { ENTER, LEAVE, OPERATION, RAW_TWIN, TWIN } from '../../k6/suspension.js';
import type { HelperName, members, SymbolName } from '../../script/compiler/runtime-names.js';
import { asyncFacade, awaiting, linkAsync, runAsync } from './async-functions.js';
import { type CallFlag, flag } from './call-flag.js';
import { bind, callMethod, callValue, callWithRaw } from './calls.js';
import {
  construct,
  DEFERRED,
  defineField,
  hideGetters,
  initializeNative,
  readProperty,
  wrapMethods,
  wrapObjectMethods,
} from './classes.js';
import { delegate } from './delegate.js';
import { facade, runToEnd } from './facade.js';
import { resumed } from './failure.js';
import { generatorFacade, generatorObject, yielding } from './generators.js';
import { iterate, spread, yieldAll } from './iteration.js';
import { loopsLikeArray } from './loops-like-array.js';
import { gatedThen } from './promise-gate.js';
import { templateTag } from './templates.js';

type Kit = Record<HelperName | SymbolName | keyof typeof members, unknown>;

/**
 * What compiled code finds as `$$k`, one object for the thread. It is the flag object itself, because emitted code
 * reads the flag through it.
 */
export const kit: Readonly<Kit> & CallFlag = Object.assign(flag, {
  r: resumed,
  d: delegate,
  s: runToEnd,
  c: facade,
  cu: asyncFacade,
  ua: runAsync,
  lu: linkAsync,
  cg: generatorFacade,
  cgm: generatorObject,
  cls: wrapMethods,
  m: callMethod,
  a: callValue,
  mr: callWithRaw,
  fe: loopsLikeArray,
  n: construct,
  gt: readProperty,
  og: hideGetters,
  om: wrapObjectMethods,
  df: defineField,
  su: initializeNative,
  bd: bind,
  th: gatedThen,
  tw: templateTag,
  aw: awaiting,
  y: yielding,
  yd: yieldAll,
  sp: spread,
  it: iterate,
  O: OPERATION,
  G: TWIN,
  H: RAW_TWIN,
  E: ENTER,
  L: LEAVE,
  D: DEFERRED,
} satisfies Omit<Kit, 'f'>);
