import type { InlineElement, InlineMarkup } from './inlineMarkup.ts';
import { attributeOf, type XmlNode } from './xml/xmlTree.ts';

export function isMath(name: string): boolean {
  return localName(name) === 'math';
}

/**
 * MathML as text a reader understands in a line: scripts as `sup` and `sub` in the markup (in plain text they
 * follow their base, as all inline markup does), fractions with a slash, roots with their sign, accents after
 * their base. White space between MathML elements is layout of the file and is dropped.
 */
export function appendMath(node: XmlNode, markup: InlineMarkup): void {
  const parts = node.children.filter((child) => child.characters === null);
  const [first, second, third] = parts;
  switch (localName(node.name)) {
    case 'mi':
    case 'mn':
    case 'mo':
    case 'ms':
    case 'mtext':
      for (const child of node.children) markup.characters(child.characters ?? '');
      for (const part of parts) appendMath(part, markup);
      return;
    case 'mspace':
      markup.characters(' ');
      return;
    case 'msub':
    case 'munder':
      appendScripted(markup, first, [['sub', second]]);
      return;
    case 'msup':
      appendScripted(markup, first, [['sup', second]]);
      return;
    case 'msubsup':
    case 'munderover':
      appendScripted(markup, first, [
        ['sub', second],
        ['sup', third],
      ]);
      return;
    case 'mfrac':
      appendGrouped(first, markup);
      markup.characters('/');
      appendGrouped(second, markup);
      return;
    case 'msqrt':
      markup.characters('√(');
      for (const part of parts) appendMath(part, markup);
      markup.characters(')');
      return;
    case 'mroot':
      appendScripted(markup, undefined, [['sup', second]]);
      markup.characters('√(');
      if (first) appendMath(first, markup);
      markup.characters(')');
      return;
    case 'mfenced':
      appendFenced(node, parts, markup);
      return;
    case 'semantics':
      if (first) appendMath(first, markup);
      return;
    case 'mphantom':
    case 'annotation':
    case 'annotation-xml':
      return;
    case 'mtr':
    case 'mlabeledtr':
      for (const part of parts) appendMath(part, markup);
      markup.characters(' ');
      return;
    case 'mtd':
      for (const part of parts) appendMath(part, markup);
      markup.characters(' ');
      return;
    default:
      for (const child of node.children) {
        const characters = child.characters;
        if (characters === null) appendMath(child, markup);
        else if (characters.trim() !== '') markup.characters(characters);
      }
  }
}

type Script = [element: InlineElement, part: XmlNode | undefined];

function appendScripted(markup: InlineMarkup, base: XmlNode | undefined, scripts: Script[]): void {
  if (base) appendMath(base, markup);
  for (const [element, part] of scripts) {
    if (!part) continue;
    markup.open(element);
    appendMath(part, markup);
    markup.close(element);
  }
}

/** Parts of more than one token need brackets once they stand in a line. */
function appendGrouped(part: XmlNode | undefined, markup: InlineMarkup): void {
  if (!part) return;
  const isGroup =
    localName(part.name) === 'mrow' && part.children.filter((child) => child.characters === null).length > 1;
  if (isGroup) markup.characters('(');
  appendMath(part, markup);
  if (isGroup) markup.characters(')');
}

function appendFenced(node: XmlNode, parts: XmlNode[], markup: InlineMarkup): void {
  const separators = (attributeOf(node, 'separators') ?? ',').replace(/\s/g, '');
  markup.characters(attributeOf(node, 'open') ?? '(');
  parts.forEach((part, index) => {
    if (index > 0) markup.characters(separators[Math.min(index, separators.length) - 1] ?? '');
    appendMath(part, markup);
  });
  markup.characters(attributeOf(node, 'close') ?? ')');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
