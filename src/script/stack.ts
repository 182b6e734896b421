import type { CompiledScript } from './compiled-script.js';
import { positionOf, type SourcePosition } from './positions.js';

/**
 * A stack as V8 gives it, turned into what the user wrote: their files, lines and function names, without the frames
 * of the runtime. A stack of which nothing would remain is returned as it was; it shows a fault of our own.
 */
export function mapStack(script: CompiledScript, stack: string): string {
  const lines = stack.split('\n');
  const firstFrame = lines.findIndex(isFrame);
  if (firstFrame < 0) return stack;
  const frames = visibleFrames(lines.slice(firstFrame).map((line) => frameOf(script, line)));
  return frames.length === 0 ? stack : [...lines.slice(0, firstFrame), ...frames].join('\n');
}

interface Frame {
  /** Empty for a frame without a name. */
  readonly name: string;
  /** `native`: a built-in function, shown because the user called it. */
  readonly position: SourcePosition | 'native';
}

const isFrame = (line: string): boolean => /^\s+at /.test(line);

function frameOf(script: CompiledScript, line: string): Frame | undefined {
  if (!isFrame(line)) return undefined;
  const { name, place } = splitFrame(line.trim().slice('at '.length));
  // A generator's own `next` is how the driver resumes the user's functions; they never see it.
  if (place === '<anonymous>')
    return /(^|\.)(next|return|throw)$/.test(name) ? undefined : { name, position: 'native' };
  if (Object.hasOwn(TWINS, name) && !place.includes(script.codeName)) return { name: TWINS[name]!, position: 'native' };
  const at = place.lastIndexOf(`${script.codeName}:`);
  if (at < 0) return undefined;
  const numbers = /^(\d+):(\d+)/.exec(place.slice(at + script.codeName.length + 1));
  const position = numbers ? positionOf(script, Number(numbers[1]), Number(numbers[2])) : undefined;
  return position && { name: nameInSource(name, position), position };
}

/** What stands for a builtin that calls back, by the names of its frames; those of the other twins are not shown. */
const TWINS: Readonly<Record<string, string>> = { 'ForEach.next': 'Array.forEach', 'Mapping.next': 'Array.map' };

/** `f (file:1:2)` or `file:1:2`. */
function splitFrame(text: string): { name: string; place: string } {
  const open = text.endsWith(')') ? text.indexOf(' (') : -1;
  return open < 0 ? { name: '', place: text } : { name: text.slice(0, open), place: text.slice(open + 2, -1) };
}

/** Takes away what the compiler and esbuild did to a name. */
function nameInSource(name: string, { source }: SourcePosition): string {
  const plain = name
    .replace(/ \[as [^\]]*\$[^\]]*\]/, '')
    .replace(/^([gs]et (.*)) \[as \2\]$/, '$1')
    .replace(/^(async )?(?:Object|Function|Generator)\.(?=.)/, '$1')
    .replace(/^(?:\w+\.)?\[((?:new|[gs]et) [^\]]+)\]$/, '$1')
    .replace(/\$g\d*$/, '')
    .replace(/^.*\$\$(?:\d+_)?[a-z]+\d*$/, '');
  return plain === defaultName(source) ? 'default' : plain;
}

/** esbuild calls the nameless default export of `load-test.js` `load_test_default`. */
function defaultName(source: string): string {
  const file = source.slice(source.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return `${decodeURIComponent(file).replace(/[^\p{ID_Continue}$]+/gu, '_')}_default`;
}

/** Frames of built-ins are shown only between frames of the user; what stands for the same call is shown once. */
function visibleFrames(frames: readonly (Frame | undefined)[]): string[] {
  const known = frames.filter((frame) => frame !== undefined);
  const last = known.findLastIndex(({ position }) => position !== 'native');
  return known
    .slice(0, last + 1)
    .filter((frame, i) => !isFacadeOf(frame, known[i - 1]))
    .map(renderFrame);
}

/** The function the user sees only starts the one that can wait, which has the same name. */
function isFacadeOf(frame: Frame, inner: Frame | undefined): boolean {
  if (frame.position === 'native' || frame.position.own || inner === undefined || inner.position === 'native') {
    return false;
  }
  return frame.name === inner.name && frame.position.source === inner.position.source;
}

function renderFrame({ name, position }: Frame): string {
  const place = position === 'native' ? '<anonymous>' : `${position.source}:${position.line}:${position.column}`;
  return name === '' ? `    at ${place}` : `    at ${name} (${place})`;
}
