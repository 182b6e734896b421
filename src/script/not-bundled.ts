import { isBuiltin } from 'node:module';
import type { Message } from 'esbuild';
import { errors, type SalvoError } from '../base/errors/index.js';
import { charsBefore, sourceFrame } from './source-frame.js';

const MAX_SHOWN = 10;

/** The error for what esbuild complained about: every complaint with its place and the source line. */
export function notBundled(script: string, messages: readonly Message[]): SalvoError {
  const complaints = messages.map(complaintOf);
  const shown = complaints.slice(0, MAX_SHOWN).flatMap((complaint) => linesOf(complaint, complaints.length === 1));
  const rest = complaints.length > MAX_SHOWN ? [`… and ${complaints.length - MAX_SHOWN} more`] : [];
  const [first] = complaints;
  const summary =
    complaints.length === 1
      ? `${placeOf(first!)}${first!.text}`
      : `${script}: ${complaints.length} errors in its source`;
  if (complaints.some(({ kind }) => kind === 'syntax')) return errors.scriptSyntax(summary, [...shown, ...rest]);
  return errors.scriptImport(summary, [...shown, ...rest], complaints.find(({ hint }) => hint)?.hint);
}

interface Complaint {
  readonly kind: 'syntax' | 'import';
  readonly text: string;
  readonly hint?: string;
  readonly location: Message['location'];
}

function complaintOf({ text, location, pluginName }: Message): Complaint {
  if (pluginName !== '') return { kind: 'import', text, location, ...hintFor(text) };
  const unresolved = /^Could not resolve "(.*)"$/.exec(text)?.[1];
  if (unresolved !== undefined) return { kind: 'import', location, ...unresolvedText(unresolved) };
  const ending = /^No loader is configured for "(.*)" files: (.*)$/.exec(text);
  if (ending) {
    const hint = 'read data with open() in the init code; modules are JavaScript, TypeScript or JSON';
    return { kind: 'import', location, text: `${ending[2]} can't be imported as a module`, hint };
  }
  const missing = /^No matching export in "(.*)" for import "(.*)"$/.exec(text);
  if (missing) return { kind: 'import', location, text: `${missing[1]} has no export named ${missing[2]}` };
  return { kind: text.startsWith('Could not') ? 'import' : 'syntax', text, location };
}

/** Many machines that make load reach nothing but their target. */
const hintFor = (text: string): { hint?: string } =>
  text.startsWith('could not fetch') && !text.includes('is not in the archive')
    ? { hint: 'where there is no network, --offline-modules names a folder that salvo deps --fetch has filled' }
    : {};

function unresolvedText(specifier: string): { text: string; hint?: string } {
  if (isBuiltin(specifier)) {
    return {
      text: `Node's built-in module ${specifier} is not available to scripts`,
      hint: 'scripts see what k6 gives them: the k6 modules, open() and npm packages that need nothing of Node',
    };
  }
  if (/^\.{0,2}\//.test(specifier)) return { text: `the imported file ${specifier} was not found` };
  return {
    text: `the imported package ${specifier} was not found`,
    hint: `install it beside the script (npm install ${packageName(specifier)}), or write ./${specifier} for a file`,
  };
}

const packageName = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

function linesOf(complaint: Complaint, only: boolean): string[] {
  const { location, text } = complaint;
  const frame = location ? sourceFrame(location) : [];
  return only ? frame : [`${placeOf(complaint)}${text}`, ...frame];
}

/** Columns are counted from 1, as editors do. */
function placeOf({ location }: Complaint): string {
  if (!location) return '';
  return `${location.file}:${location.line}:${charsBefore(location.lineText, location.column) + 1}: `;
}
