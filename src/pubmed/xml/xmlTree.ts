/** One node: an element with what stands in it, or a piece of text. Every node has every field, so that reading one is cheap. */
export interface XmlNode {
  /** The element's name; '' for text. */
  readonly name: string;
  /** Names and values by turns, references decoded; undefined where there are none. */
  readonly attributes: readonly string[] | undefined;
  readonly children: XmlNodes;
  /** The characters of a text, references decoded; null for an element. */
  readonly characters: string | null;
}
export type XmlNodes = readonly XmlNode[];

/** What stands in an element that holds nothing. */
export const none: XmlNodes = [];

/** An attribute, or null. */
export function attributeOf(node: XmlNode | undefined, name: string): string | null {
  const attributes = node?.attributes;
  if (attributes === undefined) return null;
  for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === name) return attributes[at + 1] ?? null;
  return null;
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
