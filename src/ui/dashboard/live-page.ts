import { BEHAVIOUR } from '../../report/html/behaviour.js';
import { pageAround } from '../../report/html/page.js';

/** What it may do besides what the report may: ask its own server what is new. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";

/** Keeps what the reader has chosen when the numbers are replaced, and stands still while they look. */
const LIVE = `
const main = document.querySelector('main');
const status = document.getElementById('status');
const pause = document.getElementById('pause');
let waiting;
const wire = () => {
${BEHAVIOUR}
};
const put = (html) => {
  const kept = ['filter', 'chart'].map((id) => [id, document.getElementById(id)?.value]);
  const focused = document.activeElement?.id;
  const [x, y] = [scrollX, scrollY];
  main.innerHTML = html;
  for (const [id, value] of kept) {
    const field = document.getElementById(id);
    if (field && value !== undefined) field.value = value;
  }
  wire();
  if (focused) document.getElementById(focused)?.focus();
  scrollTo(x, y);
};
const paused = () => pause.getAttribute('aria-pressed') === 'true';
pause.addEventListener('click', () => {
  pause.setAttribute('aria-pressed', String(!paused()));
  pause.textContent = paused() ? 'Go on' : 'Pause';
  if (!paused() && waiting !== undefined) put(waiting);
  waiting = undefined;
});
wire();
const source = new EventSource('events');
source.addEventListener('state', ({ data }) => {
  status.textContent = 'live';
  if (paused()) waiting = JSON.parse(data);
  else put(JSON.parse(data));
});
source.addEventListener('end', () => {
  status.textContent = 'the run is over';
  source.close();
});
source.addEventListener('error', () => {
  if (source.readyState !== 2) status.textContent = 'no connection to the run';
});
`.trim();

const STYLE = `
.live{position:sticky;top:0;z-index:1;display:flex;gap:12px;align-items:center;padding:8px 20px;background:var(--surface);border-bottom:1px solid var(--line)}
.live strong{flex:1}
`;

/** The report, while it is still being measured. */
export const livePage = (title: string, main: string): string =>
  pageAround({
    title,
    policy: POLICY,
    style: STYLE,
    before:
      '<div class="live"><strong id="status" role="status">live</strong><button id="pause" type="button" aria-pressed="false">Pause</button></div>',
    main,
    behaviour: LIVE,
  });
