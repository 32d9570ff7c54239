/** Text files in memory, by absolute path. A folder is there while something is in it. */
export class FakeDisk {
  readonly #files = new Map<string, string>();

  read(path: string): string | undefined {
    return this.#files.get(path);
  }

  write(path: string, text: string): void {
    this.#files.set(path, text);
  }

  /** Paths of everything below a folder, relative to it. */
  list(folder: string): readonly string[] {
    const inside = `${folder}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(inside))
      .map((path) => path.slice(inside.length))
      .sort();
  }

  copy(from: string, to: string): void {
    for (const path of this.list(from)) this.write(`${to}/${path}`, this.read(`${from}/${path}`) ?? '');
  }

  remove(folder: string): void {
    for (const path of this.list(folder)) this.#files.delete(`${folder}/${path}`);
  }

  isEmpty(): boolean {
    return this.#files.size === 0;
  }
}
