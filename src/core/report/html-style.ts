/** The page's whole style: two palettes, one column, no external resource. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --shade: #f6f8fa; --link: #0969da;
  --good: #1a7f37; --bad: #d1242f; --unclear: #9a6700;
  --expected: #dafbe1; --got: #ffebe9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --paper: #0d1117; --shade: #151b23; --link: #4493f8;
    --good: #3fb950; --bad: #f85149; --unclear: #d29922;
    --expected: #12361f; --got: #43191d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 3rem 1.5rem 4rem; max-width: 54rem; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.35; font-weight: 600; margin: 0 0 1.5rem; }
h1 .mark { font-size: 1.3rem; }
h2 { font-size: 1.1rem; line-height: 1.4; margin: 2.25rem 0 .75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
p { margin: 1rem 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre { font-family: ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, monospace; unicode-bidi: isolate; direction: ltr; }
code { font-size: .875em; background: var(--shade); border-radius: 5px; padding: .15em .35em; overflow-wrap: anywhere; white-space: break-spaces; }
a code { color: inherit; }
pre { margin: 1rem 0; padding: .9rem 1rem; background: var(--shade); border-radius: 8px; overflow-x: auto; line-height: 1.5; font-size: .85rem; tab-size: 4; }
pre code { padding: 0; background: none; font-size: inherit; white-space: pre; overflow-wrap: normal; display: inline-block; min-width: 100%; }
pre span { display: inline-block; min-width: 100%; }
.expected { background: var(--expected); }
.got { background: var(--got); }
.place { color: var(--soft); }
dl { margin: 1rem 0; }
dl div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 1rem; padding: .3rem 0; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
ol { padding-left: 1.4rem; }
li { margin: .4rem 0; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; }
td:not(:has(code)) { white-space: nowrap; }
details { margin: 1rem 0; border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1rem; }
summary { cursor: pointer; font-weight: 500; }
details[open] > summary { margin-bottom: .5rem; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
@media (max-width: 34rem) { dl div { grid-template-columns: 1fr; gap: 0; } }
@media print { body { max-width: none; padding: 0; } }
`;
