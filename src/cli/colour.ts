import type { Host, Terminal } from '../base/host.js';

/** Whether text is coloured. */
export type Paint = 'coloured' | 'plain';

const CODES = { red: 31, yellow: 33, cyan: 36, grey: 37 } as const;
export type Colour = keyof typeof CODES;

/** Colours are for a terminal whose user did not refuse them. NO_COLOR counts even when it is empty. */
export function paintFor(stream: Terminal, env: Host['env']): Paint {
  return stream.isTTY === true && env.NO_COLOR === undefined && env.TERM !== 'dumb' ? 'coloured' : 'plain';
}

export const paint = (style: Paint, colour: Colour, text: string): string =>
  style === 'plain' ? text : `\u001b[${CODES[colour]}m${text}\u001b[0m`;
