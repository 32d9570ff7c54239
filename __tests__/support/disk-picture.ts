import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Everything below a folder that a program could see of it, one line per path: to compare two moments, or two trees. */
export function pictureOf(root: string, options: { readonly times?: boolean } = {}): readonly string[] {
  const lines: string[] = [];
  const visit = (path: Buffer, name: string) => {
    const stats = lstatSync(path);
    const time = options.times === true ? ` ${Math.round(stats.mtimeMs)}` : '';
    lines.push(`${name} ${stats.mode.toString(8)}${time} ${contentOf(path)}`);
    if (!stats.isDirectory()) return;
    for (const child of readdirSync(path, { encoding: 'buffer' }).sort((a, b) => a.compare(b))) {
      visit(Buffer.concat([path, Buffer.from('/'), child]), `${name}/${child.toString('latin1')}`);
    }
  };
  visit(Buffer.from(root), '');
  return lines;
}

function contentOf(path: Buffer): string {
  const stats = lstatSync(path);
  if (stats.isFile()) return readFileSync(path).toString('base64');
  return stats.isSymbolicLink() ? `-> ${readlinkSync(path, 'buffer').toString('latin1')}` : '';
}
