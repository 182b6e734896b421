// What a file of the language suite says about itself, in the comment at its head.

export interface FrontMatter {
  readonly flags: readonly string[];
  readonly includes: readonly string[];
  readonly features: readonly string[];
  readonly negative: { readonly phase: string; readonly type: string } | undefined;
}

export function frontMatterOf(text: string): FrontMatter {
  const yaml = /\/\*---([\s\S]*?)---\*\//.exec(text)?.[1] ?? '';
  const negative = /^negative:\s*\n((?:[ \t]+.*\n?)+)/m.exec(yaml)?.[1];
  return {
    flags: listIn(yaml, 'flags'),
    includes: listIn(yaml, 'includes'),
    features: listIn(yaml, 'features'),
    negative: negative && { phase: valueIn(negative, 'phase'), type: valueIn(negative, 'type') },
  } as FrontMatter;
}

const valueIn = (yaml: string, key: string): string => new RegExp(`${key}:\\s*(\\S+)`).exec(yaml)?.[1] ?? '';

/** `key: [a, b]` over one or more lines, or one `- a` a line. */
function listIn(yaml: string, key: string): string[] {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, 'm').exec(yaml)?.[1];
  if (inline !== undefined)
    return inline
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  const lines = new RegExp(`^${key}:\\s*\\n((?:\\s*-\\s*.*\\n?)+)`, 'm').exec(yaml)?.[1] ?? '';
  return [...lines.matchAll(/-\s*(\S+)/g)].map((match) => match[1]!);
}
