/** A value as one word of printable ASCII that cannot end an HTML comment. It is JSON. */
export function writeWord(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^!-;=?-~]|-(?=-)/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return [...Array(unit.length).keys()].map((at) => `\\u${unit.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
