/** What the page does: choose a chart, filter the tables, change the theme. It reads without it. */
export const BEHAVIOUR = `
const all = (selector) => [...document.querySelectorAll(selector)];
const chart = document.getElementById('chart');
const show = () => all('.chart').forEach((one) => { one.hidden = one.dataset.chart !== chart.value; });
if (chart) { chart.addEventListener('change', show); show(); }
const filter = document.getElementById('filter');
const shown = document.getElementById('shown');
const sift = () => {
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const rows = all('.metrics tr[data-filter]');
  rows.forEach((row) => { row.hidden = !words.every((word) => row.dataset.filter.includes(word)); });
  shown.textContent = rows.filter((row) => !row.hidden).length + ' of ' + rows.length;
};
if (filter) { filter.addEventListener('input', sift); sift(); }
document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});
`.trim();
