import { XMLParser } from 'fast-xml-parser';
import { decodeReferences } from './references.ts';
import { separateText, textMark } from './wellFormed.ts';

/** One node: an element with what stands in it, or a piece of text. Every node has every field, so that reading one is cheap. */
export interface XmlNode {
  /** The element's name; '' for text. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly children: XmlNodes;
  /** The characters of a text, references decoded; null for an element. */
  readonly characters: string | null;
}
export type XmlNodes = readonly XmlNode[];

/**
 * One node as fast-xml-parser gives it with `preserveOrder`: an object whose one key other than `:@` is the
 * element's name (its value: the children in order), or `#text` (its value: the raw text), or `#cdata`.
 */
interface ParsedNode {
  readonly [name: string]: readonly ParsedNode[] | string;
}

const none: XmlNodes = [];

/**
 * Each option is there because its default damages PubMed text:
 * - `preserveOrder`: without it mixed content loses its order ("m<sup>2</sup> of" becomes "m of" and "2" apart);
 * - `trimValues: false`: the blanks around inline markup are part of the text;
 * - `parseTagValue`, `parseAttributeValue: false`: issue "007" and volume "1e3" are not numbers;
 * - `processEntities: false`: nothing is ever expanded by the parser; references are decoded here, once, exactly;
 * - `cdataPropName`: in CDATA an ampersand is only itself, so it must stay apart from text;
 * - `jPath: false`: no text path is built for every node (a fifth of the time otherwise);
 * - `tagValueProcessor` puts back the text for which the markup has only a mark: the parser collects text letter by
 *   letter, which costs a quarter of its time and more once the text is used;
 * - `transformTagName` gives each name as one and the same string: a tenth of the time less.
 */
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
  jPath: false,
  tagValueProcessor: textFor,
  transformTagName: oneOf,
  maxNestedTags: 300,
});

let texts: readonly string[] = [];
let textsRead = 0;

/** The texts that a run of marks stands for (several where a comment parted them); CDATA has no mark and stays. */
function textFor(_element: string, found: string): string {
  if (!found.startsWith(textMark)) return found;
  let text = texts[textsRead++] ?? '';
  for (let mark = 1; mark < found.length; mark++) text += texts[textsRead++] ?? '';
  return text;
}

const names = new Map<string, string>();
/** PubMed has some 200 elements; names made up without end must not stay in memory. */
const mostNames = 2000;

function oneOf(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size >= mostNames) names.clear();
  // A property name is kept once by the engine, and stands on its own, while `name` may hold on to the whole record.
  const kept = Object.keys({ [name]: 0 })[0] as string;
  names.set(kept, kept);
  return kept;
}

/**
 * The tree of one piece of XML.
 * @throws {Error} naming the first fault if it is not well-formed.
 */
export function parseXmlTree(xml: string): XmlNodes {
  const separated = separateText(xml);
  texts = separated.texts;
  textsRead = 0;
  const parsed = parser.parse(separated.markup) as ParsedNode[];
  if (textsRead !== texts.length) throw new Error('its markup cannot be read');
  return parsed.map(nodeOf);
}

function nodeOf(parsed: ParsedNode): XmlNode {
  let name = '';
  for (name in parsed) if (name !== ':@') break;
  const value = parsed[name] ?? '';
  if (typeof value === 'string') return textNode(decodeReferences(value));
  if (name === '#cdata') return textNode(value.map((part) => String(part['#text'] ?? '')).join(''));
  const attributes = parsed[':@'] as unknown as XmlNode['attributes'];
  return { name, attributes, children: value.length === 0 ? none : value.map(nodeOf), characters: null };
}

function textNode(characters: string): XmlNode {
  return { name: '', attributes: undefined, children: none, characters };
}

/** An attribute with its references decoded, or null. */
export function attributeOf(node: XmlNode | undefined, name: string): string | null {
  const value = node?.attributes?.[name];
  return value === undefined ? null : decodeReferences(value);
}

/** The first element of that name, as a node. */
export function elementNamed(nodes: XmlNodes, name: string): XmlNode | undefined {
  for (const node of nodes) if (node.name === name) return node;
  return undefined;
}

/** Every element of that name, as nodes. */
export function elementsNamed(nodes: XmlNodes, name: string): XmlNode[] {
  const found: XmlNode[] = [];
  for (const node of nodes) if (node.name === name) found.push(node);
  return found;
}

/** What stands inside the first element of that name; empty if there is none. */
export function inside(nodes: XmlNodes, name: string): XmlNodes {
  return elementNamed(nodes, name)?.children ?? none;
}

/** What stands inside each element of that name. */
export function insideEach(nodes: XmlNodes, name: string): XmlNodes[] {
  const found: XmlNodes[] = [];
  for (const node of nodes) if (node.name === name) found.push(node.children);
  return found;
}
