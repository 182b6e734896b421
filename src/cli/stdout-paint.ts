import type { Host } from '../base/host.js';
import type { Layer } from '../options/layer.js';
import { type Paint, paintFor } from './colour.js';

/** Whether what goes to stdout is coloured, for commands that have no options but their flags. */
export function stdoutPaint(flags: Layer, { stdout, env }: Host): Paint {
  return flags.get('noColor')?.value === true || env.K6_NO_COLOR ? 'plain' : paintFor(stdout, env);
}
