import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { templates } from '../../src/cli/templates/index.js';
import { runSalvo } from '../helpers/cli.js';
import { resolveFrom } from '../helpers/options.js';
import { ownText } from '../helpers/output.js';
import { tempFolder } from '../helpers/temp.js';

const NEXT = (file: string, template = 'minimal'): string =>
  `${file} written (template ${template}). Next:\n  salvo target\n  salvo run ${file}\n`;

test('new writes script.js, and no second time', async () => {
  await using folder = await tempFolder();
  const first = await runSalvo(['new'], { cwd: folder.path });
  assert.deepEqual([first.code, first.stdout, first.stderr], [0, NEXT('script.js'), '']);
  assert.equal(await readFile(join(folder.path, 'script.js'), 'utf8'), templates.minimal(''));

  const second = await runSalvo(['new'], { cwd: folder.path });
  assert.equal(second.code, 255);
  assert.equal(
    ownText(second.stderr),
    'E_FILE_EXISTS: script.js exists already\n  hint: name another file, or overwrite it with --force\n',
  );

  const forced = await runSalvo(['new', '-f', '--template', 'protocol'], { cwd: folder.path });
  assert.deepEqual([forced.code, forced.stdout], [0, NEXT('script.js', 'protocol')]);
  assert.equal(await readFile(join(folder.path, 'script.js'), 'utf8'), templates.protocol(''));
});

test('new copies a file that is named as a template', async () => {
  await using folder = await tempFolder({ 'mine.js': 'export default () => {};\n' });
  const { code } = await runSalvo(['new', 'copy.js', '--template', './mine.js'], { cwd: folder.path });
  assert.equal(code, 0);
  assert.equal(await readFile(join(folder.path, 'copy.js'), 'utf8'), 'export default () => {};\n');
});

test('new refuses what it cannot do', async () => {
  await using folder = await tempFolder();
  const unknown = await runSalvo(['new', '--template', 'browser'], { cwd: folder.path });
  assert.equal(unknown.code, 255);
  assert.equal(
    ownText(unknown.stderr),
    'E_UNKNOWN_TEMPLATE: no template and no file is called browser\n  hint: use minimal or protocol, or the path of a file\n',
  );
  const nowhere = await runSalvo(['new', 'no/such/folder.js'], { cwd: folder.path });
  assert.equal(nowhere.code, 255);
  assert.match(ownText(nowhere.stderr), /^E_CANNOT_WRITE: cannot write no\/such\/folder\.js: ENOENT/);
  const folderAsTemplate = await runSalvo(['new', '--template', '.'], { cwd: folder.path });
  assert.match(ownText(folderAsTemplate.stderr), /^E_CANNOT_READ: /);
});

test('the project of a cloud service stands in the options', () => {
  assert.match(templates.minimal('42'), /^ {2}cloud: \{ projectID: 42 \},$/m);
  assert.match(templates.protocol('a"b'), /^ {2}cloud: \{ projectID: "a\\"b" \},$/m);
  assert.doesNotMatch(templates.minimal(''), /cloud/);
});

for (const [name, template] of Object.entries(templates)) {
  test(`the template ${name} is a module whose options pass the door`, async () => {
    const script = template('7');
    // Throws when it does not parse.
    await transform(script, { loader: 'js', format: 'esm' });
    const exported = [...script.matchAll(/^export (default )?function (\w*)/gm)];
    const functions = exported.map(([, isDefault, own]) => (isDefault ? 'default' : own!));
    const { warnings, options } = resolveFrom({ script: optionsIn(script), functions });
    assert.deepEqual(warnings, []);
    assert.deepEqual(options.cloud, { projectID: 7 });
  });
}

/** The object literal behind `export const options =`; it holds nothing but constants. */
function optionsIn(script: string): unknown {
  const literal = /^export const options = (\{.*?^\});$/ms.exec(script)![1]!;
  return new Function(`return (${literal});`)();
}
