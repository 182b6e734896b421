import { Script } from 'node:vm';
import { parse } from 'acorn';
import type { Bundle, BundleSegment } from '../bundle-types.js';
import { declareNames } from './declare.js';
import { hasTopLevelAwait } from './top-level-await.js';

/** Libraries with a top-level `await`. */
export function waitingLibraries({ code, segments }: Bundle): Set<BundleSegment> {
  const mayWait = segments.filter(({ library, start, end }) => library && mayWaitIn(code.slice(start, end)));
  return new Set(mayWait.filter((segment) => hasTopLevelAwait(parseSegment(code, segment))));
}

/** V8 refuses an `await` outside of an async function, and finds out many times faster than the parser. */
function mayWaitIn(text: string): boolean {
  if (!/\bawait\b/.test(text)) return false;
  try {
    new Script(`(function () { 'use strict'; ${text}\n})`);
    return false;
  } catch {
    return true;
  }
}

/** The libraries of which each VU gets its own copy, and those that use one of these. */
export function isolatedLibraries(
  { code, segments }: Bundle,
  names: readonly string[],
  waiting: ReadonlySet<BundleSegment>,
): ReadonlySet<BundleSegment> {
  const libraries = segments.filter(({ library }) => library);
  if (names.includes('*')) return new Set(libraries);
  const isolated = new Set(libraries.filter((one) => waiting.has(one) || names.includes(one.packageName ?? '')));
  const words = new Map<BundleSegment, ReadonlySet<string>>();
  // A set grows while it is iterated over, and the new ones come up as well.
  for (const one of isolated) {
    const declared = [...declareNames(parseSegment(code, one)).names.keys()];
    for (const other of libraries) {
      if (isolated.has(other)) continue;
      let found = words.get(other);
      if (!found) words.set(other, (found = wordsOf(code.slice(other.start, other.end))));
      if (declared.some((name) => found.has(name))) isolated.add(other);
    }
  }
  return isolated;
}

/** esbuild gives every top-level name of a bundle only once, so a library that uses one has the word in its text. */
const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z_$][\w$]*/g));

const parseSegment = (code: string, { start, end }: BundleSegment) =>
  parse(code.slice(start, end), { ecmaVersion: 'latest', sourceType: 'module' });
