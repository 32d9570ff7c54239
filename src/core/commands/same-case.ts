/** Whether somebody meant the case of this id: a comment is read in one form for each character. */
export function sameCase(named: string, id: string): boolean {
  return plain(named) === plain(id);
}

function plain(id: string): string {
  return id
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
}
