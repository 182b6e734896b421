import * as html from '../html/markup.js';
import * as md from '../markdown/markup.js';
import { section } from '../section.js';

/** What must be known of the numbers: lost samples, series over the limit, workers that died. */
export const notes = section({
  data: ({ notes }) => notes,
  text: (notes) =>
    notes.length === 0 ? [] : [{ title: 'NOTES', lines: notes.map((note) => `- ${note}`), prose: true }],
  markdown: (notes) => [notes.map((note) => `> ${md.escaped(note)}`).join('\n>\n')],
  html: (notes) => (notes.length === 0 ? '' : html.titled('Notes', html.card(html.list(notes)))),
  json: {
    form: 'plain',
    write: (notes) => ({ notes }),
    read: (document) => ({ notes: document.get('notes').list((note) => note.text()) }),
  },
});
