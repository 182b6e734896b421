/** The page's looks: colours by name, a light and a dark set of them, and no font or picture from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f5f6f8;--surface:#fff;--ink:#171c26;--muted:#59636f;--line:#dfe3e8;--accent:#2258c9;--accent-soft:#dbe6fb;--good:#137a3b;--good-soft:#dff3e6;--bad:#b3261e;--bad-soft:#fbe3e1}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--ground:#0e1217;--surface:#161b22;--ink:#e7ebf1;--muted:#9aa5b3;--line:#2b333e;--accent:#7aabff;--accent-soft:#1d2c47;--good:#5cd18b;--good-soft:#15301f;--bad:#ff8a80;--bad-soft:#3d1a18}}
:root[data-theme=dark]{color-scheme:dark;--ground:#0e1217;--surface:#161b22;--ink:#e7ebf1;--muted:#9aa5b3;--line:#2b333e;--accent:#7aabff;--accent-soft:#1d2c47;--good:#5cd18b;--good-soft:#15301f;--bad:#ff8a80;--bad-soft:#3d1a18}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:1200px;margin:0 auto;padding:24px 20px 64px}
header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;margin-bottom:20px}
h1{font-size:24px;line-height:1.2;margin:0;overflow-wrap:anywhere}
h2{font-size:18px;margin:32px 0 12px}
h3{font-size:15px;margin:20px 0 8px;color:var(--muted);font-weight:600}
header .facts{flex-basis:100%;color:var(--muted)}
.verdict{padding:2px 12px;border-radius:999px;font-weight:600}
.verdict.good{background:var(--good-soft);color:var(--good)}
.verdict.bad{background:var(--bad-soft);color:var(--bad)}
button,select,input{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:5px 10px}
select,input{max-width:100%}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
header button{margin-left:auto}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(190px,1fr));gap:12px}
.figure,.card{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:12px 16px}
.figure{display:flex;flex-direction:column}
.figure strong{font-size:26px;line-height:1.3;font-variant-numeric:tabular-nums}
.figure.good strong{color:var(--good)}.figure.bad strong{color:var(--bad)}
.name,.aside,.scope{color:var(--muted);font-size:13px}
p.aside{margin:4px 0 0}
.scroll{overflow-x:auto;background:var(--surface);border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 12px;white-space:nowrap;border-bottom:1px solid var(--line)}
tbody tr:last-child td{border-bottom:0}
th{color:var(--muted);font-weight:600;font-size:13px}
.metrics table{font-size:14px}.metrics th,.metrics td{padding:5px 9px}.metrics td:nth-child(2){white-space:normal;min-width:0}
.metrics td:nth-child(n+3),.metrics th:nth-child(n+3){text-align:right}
code{font:13px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.state{font-weight:600}.state.good{color:var(--good)}.state.bad{color:var(--bad)}
.bar-cell{display:flex;align-items:center;gap:8px}
.track{width:120px;height:8px;border-radius:4px;background:var(--bad);overflow:hidden}
.track span{display:block;height:100%;background:var(--good)}
.tools{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin-bottom:12px}
.chart[hidden]{display:none}
.chart{overflow-x:auto}
.chart svg{display:block;width:100%;min-width:560px;height:auto}
.times{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:0 24px}
.times svg{display:block;width:100%;height:auto}
.grid{stroke:var(--line);stroke-width:1}
.axis{fill:var(--muted);font-size:12px}
.label{fill:var(--ink);font-size:12px;font-weight:600}
.curve{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
.mark{fill:var(--accent);stroke:var(--surface);stroke-width:2}
.bar{fill:var(--accent)}
.line{fill:none;stroke-width:1.5;stroke-linejoin:round}.line.l0{stroke:var(--accent)}.line.l1{stroke:var(--good)}.line.l2{stroke:var(--bad)}
.key{font-weight:600;margin-right:8px}.key.l0{color:var(--accent)}.key.l1{color:var(--good)}.key.l2{color:var(--bad)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
pre{margin:0;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap}
ul{margin:0;padding-left:20px}
@media print{header button,.tools{display:none}.chart[hidden]{display:block}body{background:#fff}}
`.trim();
