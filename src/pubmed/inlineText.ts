import { foldSpace, type InlineElement, InlineMarkup, type InlineText, inlineElements } from './inlineMarkup.ts';
import { appendMath, isMath } from './mathText.ts';
import { inside, type XmlNode, type XmlNodes } from './xml/xmlTree.ts';

/**
 * The text inside an element that may hold markup: plain, and as safe markup where there is any.
 * MathML becomes readable text; of any other element only the text inside is kept.
 */
export function inlineText(nodes: XmlNodes): InlineText {
  const only = loneCharacters(nodes);
  if (only !== null) return { text: foldSpace(only) };
  const markup = new InlineMarkup();
  append(nodes, markup);
  return markup.result();
}

/** The text inside an element, without its markup. */
export function plainText(nodes: XmlNodes): string {
  const only = loneCharacters(nodes);
  return only === null ? inlineText(nodes).text : foldSpace(only);
}

/** What nearly every element holds: one piece of text, or nothing. Null where there is more. */
function loneCharacters(nodes: XmlNodes): string | null {
  if (nodes.length > 1) return null;
  return nodes.length === 0 ? '' : (nodes[0] as XmlNode).characters;
}

/** The text of the first element of that name; null when it is absent or empty. */
export function textOf(nodes: XmlNodes, name: string): string | null {
  return plainText(inside(nodes, name)) || null;
}

/** The texts of all elements of that name, without the empty ones. */
export function textsOf(nodes: XmlNodes, name: string): string[] {
  const texts: string[] = [];
  for (const node of nodes) {
    if (node.name !== name) continue;
    const text = plainText(node.children);
    if (text) texts.push(text);
  }
  return texts;
}

function append(nodes: XmlNodes, markup: InlineMarkup): void {
  for (const node of nodes) {
    const characters = node.characters;
    if (characters !== null) markup.characters(characters);
    else appendElement(node, markup);
  }
}

function appendElement(node: XmlNode, markup: InlineMarkup): void {
  const name = node.name;
  if (isMath(name)) {
    appendMath(node, markup);
    return;
  }
  if (!isInlineElement(name)) {
    append(node.children, markup);
    return;
  }
  markup.open(name);
  append(node.children, markup);
  markup.close(name);
}

function isInlineElement(name: string): name is InlineElement {
  return (inlineElements as readonly string[]).includes(name);
}
