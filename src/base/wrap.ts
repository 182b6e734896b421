/** Breaks a text into lines of at most that many columns, between words. A longer word has a line of its own. */
export function wrap(text: string, columns: number, widthOf = (part: string): number => part.length): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') line = word;
    else if (widthOf(line) + 1 + widthOf(word) <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
