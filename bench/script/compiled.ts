import { join } from 'node:path';
import type { MakeModule } from '../../src/k6/context.js';
import { nativeTable } from '../../src/k6/modules.js';
import type { AnyFunction } from '../../src/k6/suspension.js';
import { compile } from '../../src/script/compile.js';
import type { VuLoop } from '../../src/suspension/event-loop.js';
import { type Instance, type LoadedScript, loadScript } from '../../src/vu/runtime/load.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { TestVu } from '../../test/helpers/vu.js';

export interface CompiledVu {
  readonly loop: VuLoop;
  readonly main: AnyFunction;
}

/** Compiles a script text and loads it into this process. */
export async function load(text: string, modules: Record<string, MakeModule>): Promise<LoadedScript> {
  const cwd = import.meta.dirname;
  // As a script from stdin, which needs no file.
  const entryPath = join(cwd, '-');
  const script = await compile(
    { name: '-', entryPath, text },
    {
      cwd,
      sourceMaps: false,
      isolateLibs: [],
      level: (process.env.LEVEL ?? 'optimised') as 'optimised',
      natives: nativeTable(),
    },
  );
  return loadScript(script, { modules, files: new ScriptFiles(script), log: new TestVu().thread.log });
}

export function instances(script: LoadedScript, count: number): CompiledVu[] {
  return Array.from({ length: count }, (_, index) => {
    const vu = new TestVu(index + 1);
    const instance = script.instantiate(vu.loop, {}) as Instance;
    return { loop: vu.loop, main: instance.exports.default as AnyFunction };
  });
}
