import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The texts of the source that one entry replaces: `{ file, from, to }`, its own and those of `also`. */
function cutsOf({ file, from, to, also = [] }) {
  return [{ file, from, to }, ...also];
}

/** A text with one cut made. Throws where what is to be replaced does not stand there exactly once. */
function cut(source, { file, from, to }) {
  if (source.split(from).length !== 2) throw new Error(`\`${from}\` does not stand once in ${file}`);
  return source.replace(from, () => to);
}

/** Has esbuild build the product without one defence; the source itself stays as it is. */
export function without(tooth) {
  return {
    name: 'without a defence',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const cuts = cutsOf(tooth).filter(({ file }) => resolve(file) === path);
        if (cuts.length === 0) return undefined;
        return { contents: cuts.reduce(cut, readFileSync(path, 'utf8')), loader: 'ts' };
      }),
  };
}
