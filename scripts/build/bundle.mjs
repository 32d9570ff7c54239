import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Bundles the action, the command line and the launcher into a folder; answers what esbuild knows of each. */
export async function bundles(out, plugins = []) {
  const action = await bundle(out, { entry: 'src/entry/action.ts', file: 'index.js', target: 'node24', plugins });
  const cli = await bundle(out, { entry: 'src/entry/cli.ts', file: 'cli.js', target: 'node20', plugins });
  const launcher = await bundle(out, {
    entry: 'src/entry/launcher.ts',
    file: 'launcher.js',
    target: 'node20',
    plugins,
  });
  return [action, cli, launcher];
}

async function bundle(out, { entry, file, target, plugins }) {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(out, file),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    plugins,
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
