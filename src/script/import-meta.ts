import type { Plugin } from 'esbuild';

/** What `import.meta` becomes: a constant that each file which has it imports from a module of its own. */
export const IMPORT_META = 'salvo_import_meta';

const OWN = 'salvo-import-meta:';

/** `import.meta.url` and `import.meta.resolve()`. All files of a script end in one module, which has one of each. */
export const importMetaPlugin: Plugin = {
  name: 'salvo-import-meta',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${OWN}`) }, ({ path }) => ({
      path: path.slice(OWN.length),
      namespace: OWN.slice(0, -1),
    }));
    build.onLoad({ filter: /.*/, namespace: OWN.slice(0, -1) }, ({ path }) => ({ contents: metaOf(path) }));
  },
};

/** The import stands last, so that no place in the file moves. */
export const withImportMeta = (text: string, address: string): string =>
  usesImportMeta(text) ? `${text}\nimport { ${IMPORT_META} } from ${JSON.stringify(OWN + address)};` : text;

/** CommonJS can only mention it; an import would make something else of such a file. */
const usesImportMeta = (text: string): boolean =>
  /\bimport\s*\.\s*meta\b/.test(text) && /^\s*(import|export)\b/m.test(text);

/** Scripts have no `URL`, so this works on text. Names of packages and modules stay as they are. */
const metaOf = (address: string): string => `
  const url = ${JSON.stringify(address)};
  const root = /^\\w+:\\/\\/[^/]*/.exec(url)[0];
  const folder = url.slice(root.length).split('/').slice(1, -1);
  const resolve = (specifier) => {
    if (!/^\\.{0,2}\\//.test(specifier)) return specifier;
    const parts = specifier[0] === '/' ? [] : [...folder];
    for (const part of specifier.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(encodeURIComponent(part));
    }
    return root + '/' + parts.join('/');
  };
  export const ${IMPORT_META} = { url, resolve };`;
