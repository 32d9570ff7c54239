// Bundles the action and the command line into dist, with the licences of what is inside.
// `--check`: builds into a temporary folder and fails when dist is not the same, byte by byte.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundles } from './build/bundle.mjs';

const check = process.argv.includes('--check');
const out = check ? mkdtempSync(join(tmpdir(), 'dist-')) : 'dist';

try {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const metafiles = await bundles(out);
  writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(out, 'LICENSES.txt'), licences(metafiles));
  if (check) compare(out, 'dist');
} finally {
  if (check) rmSync(out, { recursive: true, force: true });
}

function licences(metafiles) {
  const inputs = metafiles
    .flatMap(({ inputs }) => Object.keys(inputs))
    .filter((path) => path.startsWith('node_modules/'));
  const folders = [...new Set(inputs.map(packageFolder))].sort();
  return folders.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`);
}

function packageFolder(path) {
  let folder = dirname(path);
  while (
    !existsSync(join(folder, 'package.json')) ||
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name === undefined
  )
    folder = dirname(folder);
  return folder;
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one));
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  return `${name} ${version} (${license})\n${text}`;
}

function compare(fresh, committed) {
  const files = new Set([...readdirSync(fresh), ...(existsSync(committed) ? readdirSync(committed) : [])]);
  const read = (folder, file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file)) : undefined);
  const stale = [...files].filter((file) => {
    const [one, other] = [read(fresh, file), read(committed, file)];
    return one === undefined || other === undefined || !one.equals(other);
  });
  if (stale.length === 0) return;
  console.error(`dist is stale: ${stale.join(', ')}. Run \`npm run build\` and commit dist on its own.`);
  process.exitCode = 1;
}
