// Writes docs/options.md: `npm run docs:options`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { renderOptionDocs } from './option-docs.js';

const folder = new URL('../../../docs/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('options.md', folder), renderOptionDocs());
