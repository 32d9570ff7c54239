/** Files and folders, and the seconds that making them takes where nothing is known yet: few enough to be outweighed soon. */
const FIRST = { entries: 1000, seconds: 0.1 };
/** A busy disk removes more slowly than it writes. */
const CAUTION = 1.5;

/** How much lies on disk, and how long it will take to remove: by how long making it took. */
export class Load {
  #lying = 0;
  #made = FIRST.entries;
  #seconds = FIRST.seconds;

  /** Files and folders came, by whatever hand; fewer than none: they went. */
  add(entries: number): void {
    this.#lying += entries;
  }

  /** So many of them were made by us, in these seconds. */
  learn(entries: number, seconds: number): void {
    this.#made += entries;
    this.#seconds += seconds;
  }

  secondsToRemove(): number {
    return (CAUTION * this.#lying * this.#seconds) / this.#made;
  }
}
