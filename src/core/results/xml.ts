import { LIMITS } from './limits.js';
import type { ReportText } from './test-result.js';
import { UnusableReport } from './unusable.js';
import { decodeEntities } from './xml-entities.js';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The element's own text, without its children's. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/**
 * The root element. What is not closed, has two roots, or declares anything (`<!DOCTYPE`, `<!ENTITY`) is refused, in one
 * pass over the text; what tools write beside XML 1.0 is kept. Why not a library: docs/decisions/0010-xml-reader.md.
 */
export function readXml(report: ReportText): XmlElement {
  return new XmlReader(report).read();
}

const TAG = /<([A-Za-z_][\w.:-]*)/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const TAG_END = /\s*(\/?)>/y;
const CLOSING = /<\/([A-Za-z_][\w.:-]*)\s*>/y;

class XmlReader {
  readonly #path: string;
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  #root: OpenElement | undefined;
  #elements = 0;
  #at = 0;

  constructor({ path, text }: ReportText) {
    this.#path = path;
    this.#text = text.replace(/^\uFEFF/, '');
  }

  read(): XmlElement {
    while (this.#at < this.#text.length) {
      const next = this.#text.indexOf('<', this.#at);
      this.#characters(decodeEntities(this.#text.slice(this.#at, next === -1 ? undefined : next)));
      if (next === -1) break;
      this.#at = next;
      this.#markup();
    }
    if (this.#root === undefined) throw this.#malformed('it has no element');
    if (this.#open.length > 0) throw this.#malformed(`<${this.#open.at(-1)?.name ?? ''}> is not closed`);
    return this.#root;
  }

  #markup(): void {
    if (this.#text.startsWith('<?', this.#at)) this.#skipTo('?>');
    else if (this.#text.startsWith('<!--', this.#at)) this.#skipTo('-->');
    else if (this.#text.startsWith('<![CDATA[', this.#at)) {
      this.#characters(this.#skipTo(']]>').slice('<![CDATA['.length));
    } else if (this.#text.startsWith('<!', this.#at)) {
      throw new UnusableReport(`${this.#path} has a DOCTYPE or another declaration, which is refused`);
    } else if (this.#text.startsWith('</', this.#at)) this.#close();
    else this.#openElement();
  }

  #characters(text: string): void {
    const top = this.#open.at(-1);
    if (top !== undefined) top.text += text;
    else if (text.trim() !== '') throw this.#malformed('it has text outside its root');
  }

  #openElement(): void {
    const name = this.#match(TAG)?.[1];
    if (name === undefined) throw this.#malformed('a `<` begins no tag');

    const element: OpenElement = { name, attributes: this.#attributes(), children: [], text: '' };
    const end = this.#match(TAG_END);
    if (!end) throw this.#malformed(`the tag <${name}> is not closed`);
    this.#add(element);
    if (end[1] === '') this.#open.push(element);
  }

  #add(element: OpenElement): void {
    this.#elements += 1;
    if (this.#elements > LIMITS.elements)
      throw new UnusableReport(`${this.#path} has more than ${LIMITS.elements} elements`);
    if (this.#open.length >= LIMITS.depth)
      throw new UnusableReport(`${this.#path} nests deeper than ${LIMITS.depth} elements`);

    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.children.push(element);
    else if (this.#root === undefined) this.#root = element;
    else throw this.#malformed('it has more than one root');
  }

  #attributes(): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (let found = this.#match(ATTRIBUTE); found; found = this.#match(ATTRIBUTE)) {
      const name = found[1] ?? '';
      if (attributes.has(name)) throw this.#malformed(`the attribute ${name} stands twice in one tag`);
      attributes.set(name, decodeEntities(found[2] ?? found[3] ?? ''));
    }
    return attributes;
  }

  #close(): void {
    const name = this.#match(CLOSING)?.[1];
    const top = this.#open.pop();
    if (name === undefined || name !== top?.name)
      throw this.#malformed(`<${top?.name ?? ''}> is not closed by its own tag`);
  }

  /** The text from here to the mark, which is passed. */
  #skipTo(mark: string): string {
    const from = this.#at;
    const end = this.#text.indexOf(mark, from + 2);
    if (end === -1) throw this.#malformed(`\`${mark}\` is missing`);
    this.#at = end + mark.length;
    return this.#text.slice(from, end);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #malformed(why: string): UnusableReport {
    return new UnusableReport(`${this.#path} is not well-formed XML, or was cut: ${why}`);
  }
}
