// A page as nobody should write it: more than 2,000 elements, hardly any of them closed where it should be.

/** Sections of the page. */
export const SECTIONS = 150;

/** Rows and forms of one page; a section has 14 elements of its own. */
export function messyPage(): string {
  const sections = Array.from({ length: SECTIONS }, (_, n) => section(n));
  return `<!DOCTYPE html><title>Caf&eacute; &amp; more</title><p>intro<table id=all>${sections.join('\n')}</table></p></span>`;
}

/** A row in which a form is opened, a link is never closed, and inline elements overlap. */
const section = (n: number): string => `
  <tr id=row${n} class="row ${n % 2 === 0 ? 'even' : 'odd'}"><td><b>Item <i>${n}</b> &lt;${n}&gt;</i>
    <td><a href="/item/${n}?a=1&amp;b=${n}" data-id=${n}>link ${n}<td>
    <form action=/buy/${n} method=post><input type=hidden name=token value="&quot;${n}&quot;"><input name=n value=1>
    <select name=size><option>S<option selected value=m${n}>M</select>
    <textarea name=note>
<b>not bold</b> ${n}</textarea></form><template><em>later ${n}</em></template><!-- ${n} > -->`;
