import type { CompiledScript } from '../../script/compiled-script.js';
import { mapStack } from '../../script/stack.js';
import { isOurs } from './ownership.js';

/** By the file name that frames have. */
const scripts = new Map<string, CompiledScript>();
const MAX_SCRIPTS = 16;

/**
 * From now on the stack of an error that belongs to this script is what its author wrote: files, lines and columns,
 * and no frame of ours. Node.js asks the main context's `Error.prepareStackTrace` for errors of all realms, and does so
 * when a stack is first read, so nothing is worked out for those that nobody reads.
 */
export function showScriptStacks(script: CompiledScript): void {
  const oldest = scripts.keys().next();
  if (scripts.size >= MAX_SCRIPTS && !oldest.done) scripts.delete(oldest.value);
  scripts.set(script.codeName, script);
  Error.prepareStackTrace = stackOf;
}

function stackOf(error: Error, frames: NodeJS.CallSite[]): string {
  const head = headOf(error);
  const whole = [head, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  if (isOurs(error)) return whole;
  const script = scriptOf(frames);
  const shown = script === undefined ? whole : mapStack(script, whole);
  // Without a frame of the script it is as it was; what is left then is ours.
  return shown === whole ? head : shown;
}

function scriptOf(frames: readonly NodeJS.CallSite[]): CompiledScript | undefined {
  for (const frame of frames) {
    const script = scripts.get(frame.getFileName() ?? frame.getEvalOrigin()?.match(EVALUATED_IN)?.[1] ?? '');
    if (script !== undefined) return script;
  }
  return undefined;
}

/** `eval at f (salvo:x.js:1:2)`, and deeper ones. */
const EVALUATED_IN = /\(([^()]*):\d+:\d+\)+$/;

/** The first line as the engine writes it. The script's own code may run here, and throw. */
function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}
