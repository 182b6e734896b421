// Pages: what selections find, and the requests that forms and links make. The answers of single methods are a fixture
// (test/k6/html/as-k6.test.ts).
import { type Case, family } from '../case.js';
import { once } from './scripts.js';

/** Each is the page of one case, with what a script does with it. */
const PAGES: Readonly<Record<string, readonly [html: string, work: string]>> = {
  'form posts': [
    '<form method=post action="/echo?old=1#f"><input type=hidden name=t value="a&amp;b"><input name=u><input type=submit name=go value=Go></form>',
    "show(page.submitForm()); show(page.submitForm({ fields: { u: 'é', list: [1, 2] }, params: { tags: { name: 'mine' } } }));",
  ],
  'form gets': [
    '<form action="/echo?old=1#f"><input name=q value="a b"><input type=checkbox name=c checked><input type=checkbox name=d checked=checked></form>',
    "show(page.submitForm()); show(page.submitForm({ fields: { q: '&', none: null } }));",
  ],
  'form without an address': ['<form method=POST><input name=a value=1></form>', 'show(page.submitForm());'],
  'no form': ['<p>none', 'show(page.submitForm());'],
  links: [
    '<a name=x>no</a><a href="/echo?1#f">1</a><a id=rel href="ok">2</a>',
    "show(page.clickLink()); show(page.clickLink({ selector: '#rel', params: { headers: { 'X-A': '1' } } }));",
  ],
  'no link': [
    '<b id=b>x</b>',
    "try { show(page.clickLink({ selector: '#b' })); } catch (e) { console.log(e.message); } page.clickLink();",
  ],
  'broken markup': [
    '<table><tr><td>1<b>2<i>3</b>4</i><td>5<p>6<ul><li>7<li>8</table></p><select><option>9<option selected>10</select>',
    "const all = page.html('*'); console.log(all.map((i, one) => one.get(0).nodeName()).join(), page.html('body').html(), page.html('select').val());",
  ],
  callbacks: [
    '<ul><li>1<li>2</ul>',
    "page.html('li').each((i, li) => { sleep(0.01); console.log(i, li.textContent(), http.get(BASE + '/ok').body); }); console.log(page.html('li').map((i, li) => http.get(BASE + '/ok').status + li.text()));",
  ],
};

const cases = Object.entries(PAGES).map(
  ([name, [html, work]]): Case => ({
    name,
    script: once(`const show = (r) => console.log(r.request.method, r.status, r.body);
      const page = http.get(BASE + '/text?say=' + encodeURIComponent(${JSON.stringify(html)}));\n${work}`),
    ordered: true,
    workers: [1],
  }),
);

export const html = family('html', cases);
