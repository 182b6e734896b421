/** A table of GitHub's Markdown; empty without rows. Cells are markup already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Names come from scripts: nothing in them may be read as markup or end a table's cell. */
export const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~$]/g, '\\$&').replace(/\s+/g, ' ');

/** A code span; a bar must be escaped even there, and a backtick needs a longer fence. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${flat}${fence}` : `${fence} ${flat} ${fence}`;
}

/** An annotation of GitHub: a command on a line of its own. */
export const annotation = (kind: 'error' | 'warning', title: string, message: string): string =>
  `::${kind} title=${title}::${message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')}`;
