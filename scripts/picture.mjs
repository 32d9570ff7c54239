// Draws the README's pictures of the comment: out/demo/comment.md (see `npm run demo`) as GitHub shows it, in light and in dark.
// The Markdown is rendered by GitHub's own cmark-gfm, the page by a real Chromium.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { accessSync, constants } from 'node:fs';
import { chromium } from 'playwright-core';

const WIDTH = 860;
const EXTENSIONS = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist'].flatMap((name) => ['-e', name]);

const require = createRequire(import.meta.url);
const markdown = readFileSync('out/demo/comment.md', 'utf8');
const body = execFileSync('cmark-gfm', [...EXTENSIONS, '--unsafe', '--hardbreaks'], {
  input: markdown,
  encoding: 'utf8',
});
const style = readFileSync(require.resolve('github-markdown-css/github-markdown.css'), 'utf8');

mkdirSync('docs', { recursive: true });
const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const scheme of ['light', 'dark']) await draw(scheme);
} finally {
  await browser.close();
}

async function draw(colorScheme) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 600 }, deviceScaleFactor: 2, colorScheme });
  await page.setContent(pageOf(body), { waitUntil: 'load' });
  await page.locator('#picture').screenshot({ path: `docs/comment-${colorScheme}.png` });
  console.log(`docs/comment-${colorScheme}.png`);
}

function browserPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const paths = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The frame that GitHub puts around a comment, in its colours. */
function pageOf(html) {
  return `<!doctype html><meta charset="utf-8"><style>${style}
    :root { --border: #d1d9e0; --bar: #f6f8fa; --page: #ffffff; --muted: #59636e; --text: #1f2328; }
    @media (prefers-color-scheme: dark) { :root { --border: #3d444d; --bar: #151b23; --page: #0d1117; --muted: #9198a1; --text: #f0f6fc; } }
    body { margin: 0; background: var(--page); }
    #picture { display: flex; gap: 16px; padding: 16px; background: var(--page); }
    .avatar { flex: none; width: 40px; height: 40px; border-radius: 50%; background: var(--text); color: var(--page);
      display: grid; place-items: center; font: 600 20px/1 system-ui, sans-serif; }
    .comment { flex: 1; min-width: 0; border: 1px solid var(--border); border-radius: 6px; overflow: hidden; }
    .bar { padding: 8px 16px; background: var(--bar); border-bottom: 1px solid var(--border); color: var(--muted);
      font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
    .bar b { color: var(--text); } .bar span { border: 1px solid var(--border); border-radius: 2em; padding: 0 7px; font-size: 12px; }
    .markdown-body { padding: 16px; background: var(--page); font-size: 14px; }
  </style>
  <div id="picture"><div class="avatar">f</div><div class="comment">
    <div class="bar"><b>github-actions</b> <span>bot</span> commented</div>
    <article class="markdown-body">${html}</article>
  </div></div>`;
}
