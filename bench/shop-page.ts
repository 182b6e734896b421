const PAGE_CHARS = 30_000;

/** A shop of 30 KB: a menu, and a table of products with forms, entities and elements that nobody closes. */
export function shopPage(): string {
  const menu = Array.from(
    { length: 20 },
    (_, n) => `<li class="nav item-${n}"><a href="/c/${n}?x=1&amp;y=2">Menu ${n}</a>`,
  );
  let page = `<!DOCTYPE html><title>Shop</title><nav><ul>${menu.join('')}</ul></nav><table>`;
  for (let n = 0; page.length < PAGE_CHARS; n++) {
    page += `<tr id=r${n} class="row ${n % 2 === 0 ? 'even' : 'odd'}"><td><a href="/p/${n}" data-id="${n}">Product &quot;${n}&quot;</a>
      <td><b><i>${n * 3} EUR</b></i><td><form action=/add method=post><input type=hidden name=id value=${n}><button>Add</button></form>`;
  }
  return `${page}</table>`;
}
