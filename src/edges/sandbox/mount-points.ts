import { readFileSync } from 'node:fs';

/** Tells whether a path is a folder or lies inside of it; both absolute and normal. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** What is mounted below a folder: containers mount single files into /etc, and a bind mount shows none of them. */
export function mountPointsBelow(folder: string): readonly string[] {
  return allMountPoints().filter((point) => point !== folder && isWithin(point, folder));
}

function allMountPoints(): readonly string[] {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const point = line.split(' ')[4];
    return point === undefined ? [] : [unescape(point)];
  });
}

/** The kernel writes blanks and backslashes as octal numbers. */
function unescape(point: string): string {
  return point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
