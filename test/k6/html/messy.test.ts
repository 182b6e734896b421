// A page of more than 2,000 elements with broken nesting, entities, templates and forms. What is expected follows from how
// the page is written, and from the rules of HTML5 for what is written wrongly.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptValue } from '../../helpers/script-value.js';
import { messyPage, SECTIONS } from './messy-page.js';

const ask = (work: string): Promise<unknown> =>
  scriptValue(
    "import { parseHTML } from 'k6/html';",
    `const page = parseHTML(open_page); ${work}`.replace('open_page', JSON.stringify(messyPage())),
  );

test('every section is found, with its text, its attributes and what was implied', async () => {
  assert.deepEqual(
    await ask(`const count = (selector) => page.find(selector).size();
      return [
        count('*') >= 2000, count('tr.row'), count('tr.odd'), count('table > tbody > tr'), count('form'), count('template em'),
        count('tr:last-child td'), count('option[selected]'), page.find('title').text(), count('p'), count('table b'),
        page.find('#row7 td').first().text().trim(), page.find('#row7 b').map((i, b) => b.text()), page.find('#row7 i').map((i, one) => one.text()),
      ];`),
    [
      true,
      SECTIONS,
      SECTIONS / 2,
      SECTIONS,
      SECTIONS,
      SECTIONS,
      3,
      SECTIONS,
      'Café & more',
      2,
      SECTIONS,
      'Item 7 <7>',
      ['Item 7'],
      ['7', ' <7>'],
    ],
  );
});

test('attributes with entities, and forms with all their fields', async () => {
  assert.deepEqual(
    await ask(`const link = page.find('a[data-id="12"]');
      const form = page.find('form').eq(12);
      return [
        link.attr('href'), link.data('id'), link.get(0).search(), form.attr('action'),
        form.serialize(), form.serializeObject(), form.serializeArray().map(({ name }) => name), form.find('textarea').val(),
        form.find('select').val(), page.find('form').serializeArray().length,
      ];`),
    [
      '/item/12?a=1&b=12',
      12,
      '?a=1&b=12',
      '/buy/12',
      'n=1&note=%3Cb%3Enot+bold%3C%2Fb%3E+12&size=m12&token=%2212%22',
      { token: '"12"', n: '1', size: 'm12', note: '<b>not bold</b> 12' },
      ['token', 'n', 'size', 'note'],
      '<b>not bold</b> 12',
      'm12',
      4 * SECTIONS,
    ],
  );
});

test('ways through the whole page', async () => {
  assert.deepEqual(
    await ask(`const row = page.find('#row70');
      return [
        row.nextAll().size(), row.prevAll('.even').size(), row.nextUntil('#row75').map((i, one) => one.attr('id')),
        row.siblings('.odd').size(), row.find('em').closest('tr').attr('id'), row.index(), row.find('input').parents('table').attr('id'),
        row.children().eq(1).children().first().attr('href'), page.find('tr').slice(-2).map((i, one) => one.attr('class')),
        page.find('td').has('form').size(), page.find('tr').not('.odd').size(), page.find('#all').get(0).rows().length,
      ];`),
    [
      SECTIONS - 71,
      35,
      ['row71', 'row72', 'row73', 'row74'],
      SECTIONS / 2,
      'row70',
      70,
      'all',
      '/item/70?a=1&b=70',
      ['row even', 'row odd'],
      SECTIONS,
      SECTIONS / 2,
      SECTIONS,
    ],
  );
});
