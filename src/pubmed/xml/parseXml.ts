import { readAttributes } from './attributes.ts';
import { decodeReferences } from './references.ts';
import { assertCharacters, excerptAt } from './xmlFault.ts';
import { nameAt } from './xmlNames.ts';
import { none, type XmlNode, type XmlNodes } from './xmlTree.ts';

/** Deeper than any MathML in PubMed (below 40) and shallow enough for recursion. */
const deepestNesting = 256;

/**
 * The tree of one piece of XML, read in one pass and held to the rules of well-formed XML that damage breaks: tags
 * in balance, one root, attributes quoted and named once, only XML's own entities and valid character references, no
 * control characters. Nothing is ever resolved or expanded, and nothing but layout, comments and processing
 * instructions is left out: every text stands where it stood, CDATA apart from what is around it.
 *
 * @param xml one element, which nothing but comments and white space may stand beside; never a DOCTYPE.
 * @returns the root, alone in its list.
 * @throws {Error} naming the first fault.
 */
export function parseXml(xml: string): XmlNodes {
  assertCharacters(xml);
  // XML itself has every kind of line end read as a line feed.
  return new TreeBuilder(xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml).read();
}

/** An element while it is open: its children are still coming. */
interface OpenElement {
  name: string;
  attributes: readonly string[] | undefined;
  children: XmlNode[] | XmlNodes;
  characters: null;
}

class TreeBuilder {
  private readonly xml: string;
  private readonly open: OpenElement[] = [];
  /** For each open element, whether white space in it is layout. */
  private readonly containers: boolean[] = [];
  private root: OpenElement | null = null;
  /** Text that a comment may still part from more of the same. */
  private text = '';

  constructor(xml: string) {
    this.xml = xml;
  }

  read(): XmlNodes {
    const { xml } = this;
    let end = 0;
    for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', end)) {
      if (at > end) this.readText(end, at);
      const next = xml.charCodeAt(at + 1);
      if (next === slash) end = this.closeTag(at);
      else if (next === exclamation || next === question) end = this.special(at);
      else end = this.openTag(at);
    }
    const unclosed = this.open.at(-1);
    if (unclosed !== undefined) throw new Error(`the element <${unclosed.name}> never ends`);
    this.readText(end, xml.length);
    return this.root === null ? none : [this.root];
  }

  private readText(from: number, to: number): void {
    const { xml } = this;
    let at = from;
    while (at < to && xml.charCodeAt(at) <= space) at++;
    const depth = this.open.length;
    if (depth === 0) {
      if (at < to) throw new Error(`"${excerptAt(xml, at)}" stands outside the root element`);
    } else if (at < to || !this.containers[depth - 1]) {
      const text = decodeReferences(xml.slice(from, to));
      this.text = this.text === '' ? text : this.text + text;
    }
  }

  private openTag(at: number): number {
    const { xml, open } = this;
    const name = nameAt(xml, at + 1);
    if (name === null) throw new Error(`a "<" is not the start of a tag ("${excerptAt(xml, at)}")`);
    let end = at + 1 + name.text.length;
    let attributes: string[] | undefined;
    if (xml.charCodeAt(end) !== greaterThan) {
      attributes = [];
      end = readAttributes(xml, end, attributes);
      if (end === -1) throw new Error(`the tag "${excerptAt(xml, at)}" is not well-formed`);
      if (attributes.length === 0) attributes = undefined;
    }
    const element: OpenElement = { name: name.text, attributes, children: none, characters: null };
    if (open.length > 0) this.append(element as XmlNode);
    else if (this.root === null) this.root = element;
    else throw new Error('it has a second root element');
    if (xml.charCodeAt(end) === slash) return end + 2;
    if (open.push(element) > deepestNesting) {
      throw new Error(`its elements are nested deeper than ${deepestNesting} levels`);
    }
    this.containers.push(name.isContainer);
    return end + 1;
  }

  private closeTag(at: number): number {
    const { xml } = this;
    if (this.text !== '') this.appendText();
    const element = this.open.pop();
    if (element === undefined) throw new Error(`"${excerptAt(xml, at)}" closes an element that was never opened`);
    this.containers.pop();
    const { name } = element;
    let end = at + 2 + name.length;
    if (xml.startsWith(name, at + 2)) while (xml.charCodeAt(end) <= space) end++;
    else end = xml.length;
    if (xml.charCodeAt(end) !== greaterThan) throw new Error(`<${name}> is closed by "${excerptAt(xml, at)}"`);
    return end + 1;
  }

  /** Steps over a comment or processing instruction; of a CDATA section the text is kept as it stands. */
  private special(at: number): number {
    const { xml } = this;
    const [start, terminator] = specials.find(([mark]) => xml.startsWith(mark, at)) ?? [];
    const end = start && terminator ? xml.indexOf(terminator, at + start.length) : -1;
    if (start === undefined || terminator === undefined || end === -1) {
      throw new Error(`"${excerptAt(xml, at)}" is not well-formed or never ends`);
    }
    if (start === cdata) {
      if (this.open.length === 0) throw new Error(`"${excerptAt(xml, at)}" stands outside the root element`);
      this.append(textNode(xml.slice(at + start.length, end)));
    }
    return end + terminator.length;
  }

  private append(node: XmlNode): void {
    if (this.text !== '') this.appendText();
    const parent = this.open[this.open.length - 1] as OpenElement;
    if (parent.children === none) parent.children = [node];
    else (parent.children as XmlNode[]).push(node);
  }

  private appendText(): void {
    const { text } = this;
    this.text = '';
    this.append(textNode(text));
  }
}

function textNode(characters: string): XmlNode {
  return { name: '', attributes: undefined, children: none, characters };
}

const cdata = '<![CDATA[';
const specials: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  [cdata, ']]>'],
  ['<?', '?>'],
];

const space = 32;
const exclamation = 33;
const slash = 47;
const greaterThan = 62;
const question = 63;
