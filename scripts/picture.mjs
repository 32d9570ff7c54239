// Draws the README's pictures of the comment: out/demo/comment.md (see `npm run demo`) as GitHub shows it, in light and in dark.
// The Markdown is rendered by GitHub's own cmark-gfm, the page by a real Chromium, in fonts that come with the packages.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const WIDTH = 860;
const EXTENSIONS = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist'].flatMap((name) => ['-e', name]);

const require = createRequire(import.meta.url);
const FONTS = {
  Mona: require.resolve('@fontsource-variable/mona-sans/files/mona-sans-latin-wght-normal.woff2'),
  Mono: require.resolve('@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2'),
};

const markdown = readFileSync('out/demo/comment.md', 'utf8');
const html = execFileSync('cmark-gfm', [...EXTENSIONS, '--unsafe', '--hardbreaks'], {
  input: markdown,
  encoding: 'utf8',
});
const page = pageOf(coloured(html));

mkdirSync('docs', { recursive: true });
const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const scheme of ['light', 'dark']) await draw(scheme);
} finally {
  await browser.close();
}

async function draw(colorScheme) {
  const view = { viewport: { width: WIDTH, height: 600 }, deviceScaleFactor: 2, colorScheme, javaScriptEnabled: false };
  const tab = await browser.newPage(view);
  await tab.setContent(page, { waitUntil: 'load' });
  await tab.locator('#picture').screenshot({ path: `docs/comment-${colorScheme}.png` });
  console.log(`docs/comment-${colorScheme}.png`);
}

/** GitHub colours blocks by their language; of all its colours the comment needs these. */
function coloured(text) {
  const paint = (name) => (line) => `<span class="${name}">${line}</span>`;
  return text
    .replaceAll(/(?<=<code class="language-diff">)[^<]*/g, (block) =>
      block
        .replaceAll(/^-.*$/gm, paint('pl-md'))
        .replaceAll(/^\+.*$/gm, paint('pl-mi1'))
        .replaceAll(/^@@.*$/gm, paint('pl-mdr')),
    )
    .replaceAll(/(?<=<code class="language-sh">)[^<]*/g, (block) => block.replaceAll(/(?<=^|\s)#.*$/gm, paint('pl-c')));
}

function pageOf(body) {
  const faces = Object.entries(FONTS).map(
    ([name, path]) =>
      `@font-face { font-family: ${name}; font-weight: 100 900; src: url(data:font/woff2;base64,${readFileSync(path, 'base64')}); }`,
  );
  const markdownStyle = readFileSync(require.resolve('github-markdown-css/github-markdown.css'), 'utf8');
  const frame = readFileSync(new URL('picture/frame.css', import.meta.url), 'utf8');
  return `<!doctype html><meta charset="utf-8"><style>${[...faces, markdownStyle, frame].join('\n')}</style>
  <div id="picture">
    <svg class="avatar" viewBox="0 0 22 22"><path d="M2 2h7v7H2zM13 13h7v7h-7zM5.5 9v5a2.5 2.5 0 0 0 2.5 2.5h5"/></svg>
    <div class="comment">
      <div class="bar"><b>github-actions</b> <span>bot</span> commented</div>
      <article class="markdown-body">${body}</article>
    </div>
  </div>`;
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
