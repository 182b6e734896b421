import type { CommandEntry } from '../command.js';

/** All commands, in the order in which help lists them. Each is loaded on its own, so that none waits for another's. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  run: { summary: 'run a test', load: async () => (await import('./run.js')).runCommand },
  url: { summary: 'load an address, without a script', load: async () => (await import('./url.js')).urlCommand },
  inspect: { summary: "show a script's options", load: async () => (await import('./inspect.js')).inspectCommand },
  archive: {
    summary: 'pack a test into one file',
    load: async () => (await import('./archive.js')).archiveCommand,
  },
  deps: {
    summary: 'list what a script needs',
    load: async () => (await import('./deps.js')).depsCommand,
  },
  demo: {
    summary: 'run the demo against the embedded target',
    load: async () => (await import('./demo.js')).demoCommand,
  },
  compare: {
    summary: 'compare numbers of workers',
    load: async () => (await import('./compare.js')).compareCommand,
  },
  'find-max': {
    summary: 'find the highest rate that holds',
    load: async () => (await import('./find-max.js')).findMaxCommand,
  },
  new: { summary: 'write a first script', load: async () => (await import('./new.js')).newCommand },
  target: {
    summary: 'serve something to test against',
    load: async () => (await import('./target.js')).targetCommand,
  },
  report: { summary: 'make a page of a summary', load: async () => (await import('./report.js')).reportCommand },
  merge: {
    summary: 'make one summary of several machines',
    load: async () => (await import('./merge.js')).mergeCommand,
  },
  diff: { summary: 'compare two summaries', load: async () => (await import('./diff.js')).diffCommand },
  version: { summary: 'show the version', load: async () => (await import('./version.js')).versionCommand },
  help: { summary: 'explain a command', load: async () => (await import('./help.js')).makeHelpCommand(commands) },
};
