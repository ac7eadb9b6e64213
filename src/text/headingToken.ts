import { soughtTokens } from './tokens.ts';

/** Private-use characters: the tokenizer takes them for letters, and no folded text holds them. */
const betweenWords = '\ue000';
const beforeQualifier = '\ue001';

/** A MeSH heading as one token of the index, so that "Disc" is not found in "Intervertebral Disc". */
export function headingToken(descriptor: string, qualifier: string | null = null): string {
  const token = joined(descriptor);
  return qualifier === null ? token : `${token}${beforeQualifier}${joined(qualifier)}`;
}

function joined(name: string): string {
  return soughtTokens(name).tokens.join(betweenWords);
}
