// Responses with forms and links, through the command: what reached the server is what a page asked for.
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { test } from 'node:test';
import { scriptValue } from '../../helpers/script-value.js';
import { countingServer } from '../../helpers/servers.js';

const PAGES: Readonly<Record<string, string>> = {
  '/login': `<!doctype html><p>broken <b><form action="/session?old=1#top" method="post">
    <input type=hidden name=csrf value="t&amp;k=1"><input type=hidden name=csrf2 value="é"></b>
    <input name=user value=guest><input name=agree type=checkbox checked="checked"><input name=news type=checkbox>
    <select name=lang><option value=de>German<option value=en selected>English</select>
    <select name=tags multiple><option selected>a<option selected>b</select><textarea name=note>
two
lines</textarea>
    <input type=submit name=go value="Log in"><button type=submit name=cancel value=1>Cancel</button></form>`,
  '/search': '<form action="/find?z=1#results"><input name=q value="a b"><input name=page value=1></form>',
  '/same': '<form method=POST><input name=a value=1></form>',
  '/dir/links':
    '<a name=top>no link</a><a href="next?x=1#y">n</a><a id=up href="../up">u</a><a id=abs href="/abs">a</a><b id=b>b</b>',
  '/other': '<form id=first action=/1></form><form id=second action=/2 method=put><input name=b value=2></form>',
};

/** Pages are pages; everything else says what was asked for. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    const page = request.method === 'GET' ? PAGES[request.url!] : undefined;
    if (page !== undefined) response.setHeader('Content-Type', 'text/html').end(page);
    else response.end([request.method, request.url, request.headers['x-test'] ?? '-', body].join(' '));
  });
}

async function asked(work: string): Promise<unknown> {
  await using server = await countingServer(answer);
  return await scriptValue(
    "import http from 'k6/http';",
    `const get = (path) => http.get(${JSON.stringify(server.url)} + path);
    const place = (text) => text.split(${JSON.stringify(server.url)}).join('');
    const says = (call) => { try { return place(call().body); } catch (error) { return place(error.name + ': ' + error.message); } };
    ${work}`,
  );
}

test('submitForm sends hidden fields, what is chosen, and the button; fields of the script come on top', async () => {
  const sent = 'agree=on&csrf=t%26k%3D1&csrf2=%C3%A9';
  const rest = 'lang=en&note=two%0Alines&tags=a&tags=b';
  assert.deepEqual(
    await asked(`const page = get('/login');
      return [
        says(() => page.submitForm()),
        says(() => page.submitForm({ fields: { user: 'me & you', extra: [1, 2] }, params: { headers: { 'X-Test': 'h' } } })),
        says(() => page.submitForm({ submitSelector: 'button' })),
        says(() => page.submitForm({ submitSelector: '#none' })),
        place(page.submitForm().url),
      ];`),
    [
      `POST /session?old=1 - ${sent}&go=Log+in&${rest}&user=guest`,
      `POST /session?old=1 h ${sent}&extra=1&extra=2&go=Log+in&${rest}&user=me+%26+you`,
      `POST /session?old=1 - ${sent.replace('&', '&cancel=1&')}&${rest}&user=guest`,
      `POST /session?old=1 - ${sent}&${rest}&user=guest`,
      '/session?old=1#top',
    ],
  );
});

test('submitForm: forms that get, have no address, or are chosen', async () => {
  assert.deepEqual(
    await asked(`return [
      says(() => get('/search').submitForm()),
      says(() => get('/search').submitForm({ fields: { q: '&x', list: ['a', 'b'], none: null } })),
      place(get('/search').submitForm().url),
      says(() => get('/same').submitForm()),
      says(() => get('/other').submitForm({ formSelector: '#second' })),
      says(() => get('/other').submitForm({ formSelector: '#third' })),
      says(() => get('/dir/links').submitForm()),
      says(() => get('/other').submitForm(null)),
    ];`),
    [
      'GET /find?page=1&q=a+b - ',
      'GET /find?list=a%2Cb&none=null&page=1&q=%26x - ',
      '/find?page=1&q=a+b#results',
      'POST /same - a=1',
      'PUT /2 - b=2',
      "GoError: no form found for selector '#third' in response '/other'",
      "GoError: no form found for selector 'form' in response '/dir/links'",
      'TypeError: Cannot convert undefined or null to object',
    ],
  );
});

test('clickLink follows the first link, or the one that is chosen', async () => {
  assert.deepEqual(
    await asked(`const page = get('/dir/links');
      return [
        says(() => page.clickLink()),
        place(page.clickLink().url),
        says(() => page.clickLink({ selector: '#up', params: { headers: { 'X-Test': 'h' } } })),
        says(() => page.clickLink({ selector: '#abs' })),
        says(() => page.clickLink({ selector: '#b' })),
        says(() => page.clickLink({ selector: '#none' })),
      ];`),
    [
      'GET /dir/next?x=1 - ',
      '/dir/next?x=1#y',
      'GET /up h ',
      'GET /abs - ',
      "GoError: no valid href attribute value found on element '#b' in response '/dir/links'",
      "GoError: no element found for selector '#none' in response '/dir/links'",
    ],
  );
});

test('html() of a response knows where it came from; a selector finds at once; bytes are read too', async () => {
  assert.deepEqual(
    await asked(`const page = get('/dir/links');
      const bytes = http.get(page.url, { responseType: 'binary' });
      const none = http.get(page.url, { responseType: 'none' });
      return [
        place(page.html().url), page.html('a[href]').size(), place(page.html('a').get(1).href()),
        page.html('#up').get(0).pathname(), bytes.html('a').size(), thrown(() => none.html()),
        page.html() === page.html(), page.html('a[').size(),
      ];`),
    [
      '/dir/links',
      3,
      '/dir/next?x=1#y',
      '/up',
      4,
      "GoError: the body is null so we can't transform it to HTML - this likely was because of a request error getting the response",
      false,
      0,
    ],
  );
});
