import { foldSpace, type InlineElement, InlineMarkup, type InlineText, inlineElements } from './inlineMarkup.ts';
import { appendMath, isMath } from './mathText.ts';
import { charactersOf, childrenOf, inside, nameOf, type XmlNode, type XmlNodes } from './xmlTree.ts';

/**
 * The text inside an element that may hold markup: plain, and as safe markup where there is any.
 * MathML becomes readable text; of any other element only the text inside is kept.
 */
export function inlineText(nodes: XmlNodes): InlineText {
  const only = nodes.length === 1 ? charactersOf(nodes[0] as XmlNode) : null;
  if (only !== null) return { text: foldSpace(only) };
  const markup = new InlineMarkup();
  append(nodes, markup);
  return markup.result();
}

/** The text inside an element, without its markup. */
export function plainText(nodes: XmlNodes): string {
  return inlineText(nodes).text;
}

/** The text of the first element of that name; null when it is absent or empty. */
export function textOf(nodes: XmlNodes, name: string): string | null {
  return plainText(inside(nodes, name)) || null;
}

/** The texts of all elements of that name, without the empty ones. */
export function textsOf(nodes: XmlNodes, name: string): string[] {
  const texts: string[] = [];
  for (const node of nodes) {
    const value = node[name];
    if (value === undefined) continue;
    const text = plainText(value as XmlNodes);
    if (text) texts.push(text);
  }
  return texts;
}

function append(nodes: XmlNodes, markup: InlineMarkup): void {
  for (const node of nodes) {
    const characters = charactersOf(node);
    if (characters !== null) markup.characters(characters);
    else appendElement(node, markup);
  }
}

function appendElement(node: XmlNode, markup: InlineMarkup): void {
  const name = nameOf(node);
  if (isMath(name)) {
    appendMath(node, markup);
    return;
  }
  if (!isInlineElement(name)) {
    append(childrenOf(node), markup);
    return;
  }
  markup.open(name);
  append(childrenOf(node), markup);
  markup.close(name);
}

function isInlineElement(name: string): name is InlineElement {
  return (inlineElements as readonly string[]).includes(name);
}
