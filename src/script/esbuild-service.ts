import { type BuildOptions, type BuildResult, build, stop } from 'esbuild';

type Options = BuildOptions & { readonly write: false; readonly metafile: true };

/** Runs one build. esbuild's child process may have been ended by a Ctrl-C in the terminal; then it is started again. */
export async function runBuild(options: Options): Promise<BuildResult<Options>> {
  try {
    return await build(options);
  } catch (error) {
    if (!/service (is no longer running|was stopped)/.test((error as Error).message)) throw error;
    await stop();
    return await build(options);
  }
}
