import type { History } from '../../../src/app/ports.js';

/** A history in memory. */
export class FakeHistory implements History {
  text: string | undefined;

  constructor(text?: string) {
    this.text = text;
  }

  load(): Promise<string | undefined> {
    return Promise.resolve(this.text);
  }

  append(lines: string): Promise<void> {
    if (lines !== '') this.text = (this.text ?? '') + lines;
    return Promise.resolve();
  }

  replace(text: string): Promise<void> {
    this.text = text;
    return Promise.resolve();
  }
}
