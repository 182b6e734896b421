import { escapeMarkup } from '../escape.js';

/** Building blocks of the page. What is called `content` or `cells` is markup already; all else is text. */
export const titled = (title: string, content: string): string => `<h2>${escapeMarkup(title)}</h2>${content}`;

export const card = (content: string): string => `<div class="card">${content}</div>`;

export const lines = (all: readonly string[]): string => `<pre>${escapeMarkup(all.join('\n'))}</pre>`;

export const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;

export const table = (head: readonly string[], rows: readonly string[]): string =>
  `<div class="scroll"><table><thead><tr>${head.map((title) => `<th>${title}</th>`).join('')}</tr></thead>` +
  `<tbody>${rows.join('')}</tbody></table></div>`;

/** `filter` is what the page's filter looks into. */
export const row = (cells: readonly string[], filter = ''): string =>
  `<tr data-filter="${escapeMarkup(filter.toLowerCase())}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

export const textRow = (texts: readonly string[]): string => row(texts.map(escapeMarkup));

export const code = (text: string): string => `<code>${escapeMarkup(text)}</code>`;

/** ✓ or ✗ with a word. */
export const state = (ok: boolean, word: string): string =>
  `<span class="state ${ok ? 'good' : 'bad'}">${ok ? '✓' : '✗'} ${word}</span>`;
