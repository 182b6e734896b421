// The module of a wire protocol: what it keeps for a VU is a part of it.
import type { MakeModule, Operation, Resumable, VuContext } from '../../../src/k6/context.js';
import { GoError } from '../../../src/k6/go-error.js';
import { makeNatives } from '../../../src/k6/natives.js';
import { networkOf } from '../../../src/k6/network.js';
import { Marked, PENDING } from '../../../src/k6/suspension.js';
import type { VuPart } from '../../../src/k6/vu-parts.js';
import type { ModuleNatives } from '../../../src/suspension/natives.js';
import { LineClient } from './line-client.js';

export const linesNatives = { exports: { ask: 'operation' } } as const satisfies ModuleNatives;

class LinesVu implements VuPart {
  readonly client: LineClient;

  constructor(context: VuContext) {
    this.client = new LineClient(networkOf(context.thread), context.traffic);
  }

  countTraffic(): void {
    this.client.countTraffic();
  }

  closed(): void {
    this.client.close();
  }
}

class Ask extends Marked implements Operation {
  readonly what = 'ask()';

  constructor(
    readonly port: number,
    readonly line: string,
  ) {
    super();
  }

  exec(strand: Resumable): unknown {
    const { client } = strand.vu.parts.of(LinesVu, strand.vu);
    client.ask({ hostname: '127.0.0.1', port: this.port, secure: false }, this.line, {
      answered: (line) => {
        client.countTraffic();
        strand.resume(line);
      },
      failed: ({ text }) => strand.fail(() => new GoError(text)),
    });
    return PENDING;
  }
}

const exports = makeNatives('', linesNatives.exports, {
  ask: { make: (port: unknown, line: unknown) => new Ask(Number(port), String(line)) },
});

export const makeLines: MakeModule = () => exports;
