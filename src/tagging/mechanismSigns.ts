import { stances } from '../domain/codebook.ts';
import type { MentionRules } from './mechanismMentions.ts';
import type { MechanismStatement } from './mechanismStatements.ts';
import { signName } from './signName.ts';

/** Sentences of a record that count; more are as good as so many. */
const mostPlaces = 3;
const placesSigns = Array.from({ length: mostPlaces + 1 }, (_, places) => `places ${places}`);

/**
 * The signs of a statement by name, to be weighed for and against tagging the mechanism with each stance. Lists of
 * cues are signs of their own and not among these.
 */
export function mechanismSignsOf({
  mechanism,
  sentence,
  mentions,
  modifications,
  isCarried,
  named,
  place,
  record: { gate, voice, bySentence, isInTitle, stances: read, concluded },
}: MechanismStatement): string[] {
  const signs = [
    signName('mechanism', mechanism),
    signName('voice', voice),
    signName('section', sentence.isTitle ? 'title' : (sentence.section ?? 'none')),
    mentions.length > 0 ? 'counts' : 'lacking',
    placesSigns[Math.min(bySentence.size, mostPlaces)] as string,
  ];
  if (sentence.isLabelled) signs.push('labelled');
  if (isCarried) signs.push('carried');
  for (const { modifier } of modifications) {
    const sign = signName('modifier', modifier.id);
    if (!signs.includes(sign)) signs.push(sign);
  }
  if (named > 1) signs.push('others');
  if (named > 2) signs.push('many others');
  if (gate.isWhole) signs.push('whole record');
  if (gate.isTitled) signs.push('titled');
  if (place) signs.push(place);
  if (isInTitle) signs.push('in the title');
  if (concluded) signs.push(signName('concluded', concluded));
  for (const [stance, count] of read) {
    const here = mentions.filter((mention) => mention.stance === stance).length;
    if (count > here) signs.push(signName('elsewhere', stance));
  }
  return signs;
}

/** Every sign there can be, for rules to be checked against. */
export function knownMechanismSigns({ mechanisms, modifiers }: MentionRules): string[] {
  return [
    ...mechanisms.mechanisms.map(({ id }) => `mechanism ${id}`),
    ...['own', 'observer', 'review'].map((voice) => `voice ${voice}`),
    ...['title', 'none', 'background', 'objective', 'methods', 'results', 'conclusion'].map((id) => `section ${id}`),
    ...['counts', 'lacking', 'labelled', 'carried', 'others', 'many others'],
    ...['whole record', 'titled', 'in the title', 'first', 'last'],
    ...placesSigns,
    ...stances.map((stance) => `elsewhere ${stance}`),
    ...['supports', 'contradicts'].map((stance) => `concluded ${stance}`),
    // What is refused is no statement.
    ...modifiers.filter(({ effect }) => effect !== 'refuse').map(({ id }) => `modifier ${id}`),
  ];
}
