/** Whether a path stays inside the folder it is relative to: not absolute, no `..`, no NUL. */
export function staysInside(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..');
}

/** A path without `.` segments, doubled or trailing slashes; '' is the folder itself. */
export function tidyPath(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/** The folder part of a path; '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
