import { endOfDoctype, endOfSpecial, isNameEnd, lessThan, needsMore, skipWhitespace, startTagAt } from './scanBytes.ts';
import { SourceFault } from './sourceError.ts';

/** One piece of a source at the level of its records. */
export interface RecordPart {
  /** The element's name; null for what is not an element (stray text). */
  element: string | null;
  bytes: Buffer;
  /** Where the piece begins, in bytes of the unpacked UTF-8 text. */
  offset: number;
  /** Set where the piece is not a whole element: why. */
  broken: string | null;
}

const setElements = new Set(['PubmedArticleSet', 'MedlineCitationSet', 'PubmedBookArticleSet']);
/** Records that stand in no other element but a set. */
const wholeRecords = ['PubmedArticle', 'PubmedBookArticle'];
const recordElements = [...wholeRecords, 'MedlineCitation'];

/** A real record reaches 410 KB; beyond this a missing end tag or an attack is more likely than a record. */
export const largestRecord = 32 * 1024 * 1024;

/**
 * Cuts PubMed XML into its records without reading inside them. Bytes come in by `push`, parts go out by
 * `next`, `end` says that no more bytes come; memory holds one record and one chunk, never the file.
 *
 * A record that never ends costs only itself: the cut is made where the next one begins.
 */
export class RecordSplitter {
  private buffer: Buffer = Buffer.alloc(0);
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private wanted = 1;
  private position = 0;
  private dropped = 0;
  private ended: boolean = false;
  private set: string | null = null;
  private sawRoot: boolean = false;
  private readonly limit: number;

  constructor(limit = largestRecord) {
    this.limit = limit;
  }

  push(chunk: Buffer): void {
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
  }

  end(): void {
    this.ended = true;
  }

  /**
   * The next part, or null when more bytes are needed (before `end`) or all is read (after it).
   * @throws {SourceFault} when the source cannot be read on.
   */
  next(): RecordPart | null {
    if (!this.gather()) return null;
    for (;;) {
      const before = this.position;
      const part = this.set === null ? this.outside() : this.inside();
      if (part) return part;
      if (this.position === before || this.position >= this.buffer.length) break;
    }
    this.awaitMore();
    return null;
  }

  /**
   * Joins what waits to the unread rest. After a vain search it waits for as many bytes again as it holds, so
   * that a large record is copied and searched a constant number of times a byte.
   */
  private gather(): boolean {
    if (this.waitingBytes === 0) return this.position < this.buffer.length || this.ended;
    if (this.waitingBytes < this.wanted && !this.ended) return false;
    const rest = this.buffer.subarray(this.position);
    this.dropped += this.position;
    this.buffer =
      rest.length === 0 && this.waiting.length === 1
        ? (this.waiting[0] as Buffer)
        : Buffer.concat([rest, ...this.waiting]);
    this.position = 0;
    this.waiting = [];
    this.waitingBytes = 0;
    this.wanted = 1;
    return true;
  }

  private awaitMore(): void {
    const rest = this.buffer.length - this.position;
    if (this.ended) this.assertWhole();
    else if (rest > this.limit) throw new SourceFault(`a record is larger than ${this.limit >> 20} MB or never ends`);
    // Nothing can be found in the rest as it is: forget it was searched until it has doubled.
    this.wanted = Math.max(1, rest);
  }

  private assertWhole(): void {
    if (this.set !== null) throw new SourceFault(`the text ends before </${this.set}>, so it is cut; get it again`);
    if (this.position < this.buffer.length)
      throw new SourceFault('the text ends inside a tag, so it is cut; get it again');
    if (this.sawRoot) return;
    throw new SourceFault(
      this.dropped + this.buffer.length === 0 ? 'it is empty' : 'it ends before any PubMed record or set begins',
    );
  }

  /** Before, between and after sets: declarations, comments, the start of a set, or a record that stands alone. */
  private outside(): RecordPart | null {
    if (!this.toMarkup()) return null;
    const at = this.position;
    if (this.buffer[at] !== lessThan) throw this.notXml();
    if (this.skipDeclaration()) return null;
    if (this.position !== at) return null;
    const tag = startTagAt(this.buffer, at);
    if (tag === needsMore) return null;
    if (tag === null) throw this.notXml();
    if (recordElements.includes(tag.name)) return this.cutElement(tag.name);
    if (!setElements.has(tag.name)) throw new SourceFault(foreignRoot(tag.name));
    this.sawRoot = true;
    this.set = tag.isEmpty ? null : tag.name;
    this.position = tag.end;
    return null;
  }

  /** Inside a set: records, DeleteCitation, comments, and the end of the set. */
  private inside(): RecordPart | null {
    if (!this.toMarkup()) return null;
    const at = this.position;
    if (this.buffer[at] !== lessThan) return this.strayText();
    if (this.buffer[at + 2] === 0x5b && this.buffer[at + 1] === 0x21) return this.strayCdata();
    if (this.skipDeclaration() || this.position !== at) return null;
    if (this.buffer[at + 1] === 0x2f) return this.endOfSet();
    const tag = startTagAt(this.buffer, at);
    if (tag === needsMore) return null;
    if (tag === null) return this.strayText();
    if (!setElements.has(tag.name)) return this.cutElement(tag.name);
    this.set = tag.name;
    return this.take(
      tag.end,
      null,
      `a new <${tag.name}> begins although the one before has not ended: a part was cut out`,
    );
  }

  /** Steps over white space. False when the buffer is used up. */
  private toMarkup(): boolean {
    this.position = skipWhitespace(this.buffer, this.position);
    return this.position < this.buffer.length;
  }

  /** Steps over a comment, processing instruction or DOCTYPE. True when there is one but its end is not here yet. */
  private skipDeclaration(): boolean {
    const next = this.buffer[this.position + 1];
    if (next === undefined) return true;
    if (next !== 0x21 && next !== 0x3f) return false;
    const end = endOfSpecial(this.buffer, this.position) ?? endOfDoctype(this.buffer, this.position);
    if (end === null) throw this.notXml();
    if (end === needsMore) return true;
    this.position = end;
    return false;
  }

  private endOfSet(): RecordPart | null {
    const close = this.buffer.indexOf(0x3e, this.position);
    if (close === -1) return null;
    const name = this.buffer.toString('latin1', this.position + 2, close).trim();
    if (name !== this.set)
      return this.take(close + 1, null, `</${name.slice(0, 40)}> closes an element that was never opened`);
    this.set = null;
    this.position = close + 1;
    return null;
  }

  private strayText(): RecordPart | null {
    const next = this.buffer.indexOf(lessThan, this.position + 1);
    if (next === -1) return null;
    return this.take(next, null, 'there is text between the records');
  }

  /** A CDATA section between records is text like any other. */
  private strayCdata(): RecordPart | null {
    const end = endOfSpecial(this.buffer, this.position);
    if (end === needsMore) return null;
    return end === null ? this.strayText() : this.take(end, null, 'there is text between the records');
  }

  /** The element that begins here, up to its own end tag or, where that is missing, up to what comes next. */
  private cutElement(name: string): RecordPart | null {
    const start = startTagAt(this.buffer, this.position);
    if (start !== null && start !== needsMore && start.isEmpty) return this.take(start.end, name, null);
    let at = this.position + 1;
    for (;;) {
      const hit = this.buffer.indexOf(name, at);
      if (hit === -1) return this.missingEnd(name);
      const hidden = this.endOfHidden(at, hit);
      if (hidden === needsMore) return this.missingEnd(name);
      if (hidden !== null) {
        at = hidden;
        continue;
      }
      at = hit + name.length;
      const isClose = this.buffer[hit - 1] === 0x2f && this.buffer[hit - 2] === lessThan;
      const isOpen = this.buffer[hit - 1] === lessThan && hit - 1 !== this.position;
      if (!isClose && !isOpen) continue;
      if (at >= this.buffer.length) return this.missingEnd(name);
      if (isClose && this.buffer.toString('latin1', hit, hit + (this.set?.length ?? 0)) === this.set) {
        return this.takeElement(hit - 2, name, `the set ends before </${name}>`);
      }
      if (!isNameEnd(this.buffer[at])) continue;
      if (isOpen) return this.takeElement(hit - 1, name, `the next <${name}> begins before </${name}>`);
      const close = this.buffer.indexOf(0x3e, at);
      return close === -1 ? null : this.takeElement(close + 1, name, null);
    }
  }

  /** An element up to its end, but never into the next record: what holds one was damaged, and costs only itself. */
  private takeElement(end: number, name: string, broken: string | null): RecordPart {
    const record = wholeRecords.includes(name) ? null : this.recordBefore(end);
    if (record === null) return this.take(end, name, broken);
    return this.take(record, name, `the next record begins before </${name}>`);
  }

  /** Where the first record after the element's own beginning starts; null where none does before `end`. */
  private recordBefore(end: number): number | null {
    let at = this.position + 1;
    for (;;) {
      const starts = wholeRecords.map((name) => this.buffer.indexOf(`<${name}>`, at)).filter((place) => place !== -1);
      const first = Math.min(...starts);
      if (first >= end) return null;
      const hidden = this.endOfHidden(at, first);
      if (hidden === null || hidden === needsMore) return first;
      at = hidden;
    }
  }

  /** End of the first comment, CDATA section or instruction that begins between two places; null if none does. */
  private endOfHidden(from: number, to: number): number | typeof needsMore | null {
    const between = this.buffer.subarray(from, to);
    for (let mark = between.indexOf(0x21); mark !== -1; mark = between.indexOf(0x21, mark + 1)) {
      if (between[mark - 1] !== lessThan) continue;
      const end = endOfSpecial(this.buffer, from + mark - 1);
      if (end !== null) return end;
    }
    return null;
  }

  private missingEnd(name: string): RecordPart | null {
    const rest = this.buffer.length - this.position;
    if (!this.ended && rest <= this.limit) return null;
    // A MedlineCitation is a record of its own only in the sets of 2016 and before; elsewhere it stands inside one.
    const records = recordElements.filter((record) => record !== 'MedlineCitation' || record === name);
    const ends = [...records.map((record) => `<${record}>`), `</${this.set}>`]
      .map((mark) => this.buffer.indexOf(mark, this.position + 1))
      .filter((place) => place !== -1);
    if (ends.length > 0) return this.take(Math.min(...ends), name, `<${name}> never ends`);
    if (this.ended) throw new SourceFault(`the text ends inside <${name}>, so it is cut; get it again`);
    return null;
  }

  private take(end: number, element: string | null, broken: string | null): RecordPart {
    if (this.set === null) this.sawRoot = true;
    const part = {
      element,
      bytes: this.buffer.subarray(this.position, end),
      offset: this.dropped + this.position,
      broken,
    };
    this.position = end;
    return part;
  }

  private notXml(): SourceFault {
    const start = this.buffer.subarray(this.position, this.position + 64);
    if (/^<!doctype\s+html/i.test(start.toString('latin1'))) return new SourceFault(foreignRoot('html'));
    if (start.includes(0)) return new SourceFault('it is a binary file, not PubMed XML');
    const shown = start
      .toString('utf8')
      .replace(/[^\P{C}]|\ufffd/gu, '?')
      .replace(/\s+/g, ' ')
      .slice(0, 30);
    if (this.set !== null) return new SourceFault(`between the records stands "${shown}", which is not XML`);
    if (this.sawRoot) return new SourceFault(`after the end of the set comes "${shown}", which is not XML`);
    return new SourceFault(`it is not XML; it begins with "${shown}"`);
  }
}

function foreignRoot(name: string): string {
  if (name.toLowerCase() === 'html') return 'it is an HTML page, not PubMed XML';
  return `its root element is <${name.slice(0, 60)}>, not <PubmedArticleSet>`;
}
