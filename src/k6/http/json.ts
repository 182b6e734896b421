import { GoError } from '../go-error.js';
import type { ScriptRealm } from '../realm.js';
import { select } from './gjson.js';

/** The whole body; an invalid one throws with the place of the mistake. */
export function parseJson(body: string, realm: ScriptRealm): unknown {
  try {
    return realm.parseJson(body);
  } catch (error) {
    const at = positionOf(error as Error, body);
    const before = body.slice(0, at);
    const line = before.split('\n').length;
    const character = at - before.lastIndexOf('\n');
    throw new GoError(
      `cannot parse json due to an error at line ${line}, character ${character} , error: ${goReason(body, at)}`,
    );
  }
}

/** A part of the body; undefined when there is none, or no valid JSON. */
export function selectJson(body: string, selector: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  return select(value, selector);
}

/** V8 names the position in most of its messages; an unexpected end is at the end. */
function positionOf(error: Error, body: string): number {
  const named = /position (\d+)/.exec(error.message);
  if (named) return Number(named[1]);
  const token = /Unexpected token '(.+?)', /.exec(error.message)?.[1];
  const found = token === undefined ? -1 : body.indexOf(token);
  return found < 0 ? body.length : found;
}

function goReason(body: string, at: number): string {
  if (at >= body.length) return 'unexpected end of JSON input';
  return `invalid character '${body[at]}' looking for beginning of value`;
}
