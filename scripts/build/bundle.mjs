import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Each file of dist, what it is made of, and the oldest Node it runs on. */
const FILES = [
  { file: 'index.js', entry: 'src/entry/action.ts', target: 'node24' },
  { file: 'cli.js', entry: 'src/entry/cli.ts', target: 'node20', external: ['./command-line.js'] },
  { file: 'command-line.js', entry: 'src/entry/command-line.ts', target: 'node20' },
  { file: 'launcher.js', entry: 'src/entry/launcher.ts', target: 'node20' },
];

/** Bundles every file of dist into a folder; answers what esbuild knows of each. */
export async function bundles(out, plugins = []) {
  const metafiles = [];
  for (const one of FILES) metafiles.push(await bundle(out, { ...one, plugins }));
  return metafiles;
}

async function bundle(out, { entry, file, target, external = [], plugins }) {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(out, file),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    external,
    plugins,
    // The workflows that `formative init` writes.
    loader: { '.yml': 'text' },
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: { FORMATIVE_VERSION: JSON.stringify(version) },
    banner: {
      js: `${file === 'cli.js' ? '#!/usr/bin/env node\n' : ''}import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`,
    },
  });
  escapeIn(join(out, file));
  return metafile;
}

/**
 * esbuild escapes what is not ASCII everywhere but in comments, and one dash in one comment has V8 keep the whole file at two
 * bytes a character.
 */
function escapeIn(path) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}
