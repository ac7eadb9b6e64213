import { XMLParser } from 'fast-xml-parser';
import { nameAt } from '../../../src/pubmed/xml/xmlNames.ts';
import type { XmlNode, XmlNodes } from '../../../src/pubmed/xml/xmlTree.ts';

/** A tree to compare by: a text is a string, an element its name, its attributes and what stands in it. */
export type PlainTree = string | [name: string, attributes: Readonly<Record<string, string>>, ...inside: PlainTree[]];

/** fast-xml-parser's node with `preserveOrder`: one key beside ":@" is the element's name, "#text" or "#cdata". */
interface FastNode {
  readonly [name: string]: readonly FastNode[] | string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 1000,
});

/** The tree as fast-xml-parser reads it: an independent reading to hold the product's own against. */
export function fastTree(xml: string): PlainTree[] {
  return joined((parser.parse(xml) as FastNode[]).map(fromFast)).filter((node) => typeof node !== 'string');
}

/** The product's tree in the same form. */
export function plainTree(nodes: XmlNodes): PlainTree[] {
  return joined(nodes.map(fromOwn));
}

function fromFast(node: FastNode): PlainTree {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const value = node[name] ?? '';
  if (typeof value === 'string') return decoded(value);
  if (name === '#cdata') return value.map((part) => String(part['#text'] ?? '')).join('');
  const attributes = Object.entries((node[':@'] ?? {}) as unknown as Record<string, string>);
  // Layout is judged piece by piece, as the parser gives it: before texts are joined.
  const children = value.map(fromFast).filter((child) => !(isContainer(name) && isLayout(child)));
  return [name, Object.fromEntries(attributes.map(([key, text]) => [key, decoded(text)])), ...joined(children)];
}

function isContainer(name: string): boolean {
  return nameAt(name, 0)?.isContainer ?? false;
}

function isLayout(node: PlainTree): boolean {
  return typeof node === 'string' && /^\s*$/.test(node);
}

function fromOwn({ name, attributes = [], children, characters }: XmlNode): PlainTree {
  if (characters !== null) return characters;
  const pairs: [string, string][] = [];
  for (let at = 0; at < attributes.length; at += 2)
    pairs.push([attributes[at] as string, attributes[at + 1] as string]);
  return [name, Object.fromEntries(pairs), ...joined(children.map(fromOwn))];
}

/** Where a comment or CDATA parts a text, the two readings may cut it differently. */
export function joined(nodes: readonly PlainTree[]): PlainTree[] {
  const out: PlainTree[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (typeof node === 'string' && typeof last === 'string') out[out.length - 1] = last + node;
    else if (node !== '') out.push(node);
  }
  return out;
}

/** The characters XML has; a reference to any other names nothing. */
const mayStand = /^[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(\w+);|&#(\d+);|&#x(\w+);/g, (whole, name, decimal, hex) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return code <= 0x10ffff && mayStand.test(String.fromCodePoint(code)) ? String.fromCodePoint(code) : whole;
  });
}
