import { minimal } from './minimal.js';
import { protocol } from './protocol.js';

/** Makes the text of a script; the project's id may be empty. */
export type Template = (projectId: string) => string;

/** What `salvo new` can start from. */
export const templates = { minimal, protocol } satisfies Record<string, Template>;

export const isTemplate = (name: string): name is keyof typeof templates => Object.hasOwn(templates, name);
