// Writes docs/options.md: `npm run docs:options`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { packageFile } from '../base/own-files.js';
import { renderOptionDocs } from './option-docs.js';

mkdirSync(packageFile('docs'), { recursive: true });
writeFileSync(packageFile('docs/options.md'), renderOptionDocs());
