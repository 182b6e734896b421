import { textOf } from '../bytes.js';
import type { MakeModule } from '../context.js';
import { type HtmlSelection, htmlSupport } from '../http/html-support.js';
import { current } from '../suspension.js';
import { addCallbacks } from './callbacks.js';
import { openPage } from './open-page.js';

addCallbacks();
htmlSupport.parse = (text, url) => openPage(text, url, current.vu!.realm) as HtmlSelection;

/** `k6/html`. */
export const makeHtml: MakeModule = ({ realm }) => ({
  parseHTML: (text?: unknown) => openPage(textOf(text), '', realm),
});
