import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errors } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import { text, toggle } from '../../schema/scalars.js';
import { optionalArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { ownFlag, readOwnFlags } from '../own-flags.js';
import { isTemplate, templates } from '../templates/index.js';

const DEFAULT_FILE = 'script.js';

const rows = {
  force: ownFlag({
    type: toggle,
    fallback: false,
    short: 'f',
    help: 'overwrite a file that exists',
  }),
  template: ownFlag({
    type: text,
    fallback: 'minimal',
    placeholder: '<minimal|protocol|path>',
    help: 'what to start from; a path copies that file',
  }),
  projectId: ownFlag({
    type: text,
    fallback: '',
    placeholder: '<id>',
    help: 'project of a cloud service, written into the options',
  }),
};

export const newCommand: Command = {
  usage: 'new [file]',
  about: 'Writes a first script, by default script.js, that runs against the servers of `salvo target`.',
  rows,
  examples: ['salvo new', 'salvo new checkout.js --template protocol'],
  async run(argv, host) {
    const { flags, positional } = readOwnFlags(argv, rows);
    const file = optionalArgument('new', positional) ?? DEFAULT_FILE;
    const content = contentOf(flags.template, flags.projectId, host);
    write(resolve(host.cwd, file), file, content, flags.force ? 'w' : 'wx');
    host.stdout.write(`${file} written (template ${flags.template}). Next:\n  salvo target\n  salvo run ${file}\n`);
    return 'ok';
  },
};

function contentOf(template: string, projectId: string, { cwd }: Host): string {
  if (isTemplate(template)) return templates[template](projectId);
  try {
    return readFileSync(resolve(cwd, template), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw errors.unknownTemplate(template, Object.keys(templates));
    throw errors.cannotReadFile(template, cause);
  }
}

/** The mode `wx` refuses a file that exists in the same step that makes it. */
function write(path: string, shown: string, content: string, flag: 'w' | 'wx'): void {
  try {
    writeFileSync(path, content, { flag });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw errors.fileExists(shown);
    throw errors.cannotWriteFile(shown, cause);
  }
}
