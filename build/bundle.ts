// Joins what is shipped into few files, after tsc: Node takes about half a millisecond for each module that it loads, and
// a run loads 600 of ours. What is loaded late stays in files of its own.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Seen from `dist/build`. */
const DIST = join(import.meta.dirname, '..');
const BUNDLE = join(DIST, 'bundle');

/** What a process, a thread or the worker pool starts with. */
const ENTRIES = [
  'src/cli/main.js',
  'src/cli/rounds/round-process.js',
  'src/target/process.js',
  'src/script/compiler/deep-thread.js',
  'src/vu/probe.js',
  'src/vu/shard.js',
];

/**
 * Packages that find files of their own beside them, are too large to be parsed by who does not use them, or parts of which
 * are loaded later and must meet the others.
 */
const APART = ['esbuild', 'hdr-histogram-js', 'piscina', 'undici'];

/**
 * All of those are CommonJS. Asked for by `require` they are loaded at once; imported, Node reads them twice to learn what
 * they export.
 */
const requireThem: Plugin = {
  name: 'require-them',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${APART.join('|')})(/|$)`) }, ({ path, namespace }) =>
      namespace === 'required' ? { path, external: true } : { path, namespace: 'required' },
    );
    onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};

await rm(BUNDLE, { recursive: true, force: true });
await build({
  entryPoints: ENTRIES.map((entry) => join(DIST, entry)),
  outbase: DIST,
  outdir: BUNDLE,
  // In `src`: files of the tree are found by that (src/base/own-files.ts).
  chunkNames: 'src/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  plugins: [requireThem],
  banner: {
    js: "import { createRequire as ownRequire } from 'node:module'; const require = ownRequire(import.meta.url);",
  },
  legalComments: 'linked',
});
await cp(join(DIST, 'workers'), join(BUNDLE, 'workers'), { recursive: true });
