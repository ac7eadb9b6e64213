import { z } from 'zod';
import { porterStem } from '../text/porter.ts';
import { textUnits } from '../text/tokens.ts';

const term = z.string().trim().min(1, 'must not be empty');

/** What `synonyms.yaml` holds: groups of words that mean the same to this review, in every language. */
export const synonymsSchema = z
  .strictObject({
    groups: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens'),
          terms: z.array(term).min(2, 'must have at least two terms'),
        }),
      )
      .min(1),
  })
  .superRefine(({ groups }, context) => {
    const seen = new Map<string, string>();
    groups.forEach((group, index) => {
      group.terms.forEach((text, place) => {
        const key = synonymKey(text);
        const owner = seen.get(key);
        const path = ['groups', index, 'terms', place];
        if (key === '') context.addIssue({ code: 'custom', path, message: 'has no letter or digit' });
        else if (owner !== undefined) {
          context.addIssue({ code: 'custom', path, message: `is the same word as one of the group "${owner}"` });
        }
        seen.set(key, group.id);
      });
    });
  });

export type Synonyms = z.infer<typeof synonymsSchema>;

/** A piece of a search and every term that may stand for it, itself among them. */
export interface Segment {
  text: string;
  /** The group's terms; null where the piece has no synonyms. */
  terms: readonly string[] | null;
}

/** Synonyms ready for looking up. */
export class SynonymTable {
  readonly #groups = new Map<string, readonly string[]>();
  /** Most whitespace-separated words that any term has. */
  readonly longest: number;
  readonly #longestHan: number;
  /** Characters that begin a term: most places of a text are dismissed by these. */
  readonly #begins = new Set<string>();

  constructor({ groups }: Synonyms) {
    let longest = 1;
    let longestHan = 0;
    for (const { terms } of groups) {
      for (const text of terms) {
        this.#groups.set(synonymKey(text), terms);
        longest = Math.max(longest, text.split(/\s+/).length);
        if (!isHan(text)) continue;
        const units = textUnits(text);
        longestHan = Math.max(longestHan, units.length);
        this.#begins.add(units[0]?.text ?? '');
      }
    }
    this.longest = longest;
    this.#longestHan = longestHan;
  }

  /** The terms that mean the same as this one, itself among them; null where it has none. */
  termsFor(text: string): readonly string[] | null {
    return this.#groups.get(synonymKey(text)) ?? null;
  }

  /** Chinese is written without spaces: cuts a run into terms of the table, longest first, and what is between. */
  segments(run: string): Segment[] {
    if (!isHan(run)) return [{ text: run, terms: null }];
    const characters = textUnits(run).map((unit) => unit.text);
    const segments: Segment[] = [];
    let between = '';
    let at = 0;
    while (at < characters.length) {
      const found = this.#longestAt(characters, at);
      if (found === null) between += characters[at++];
      else {
        if (between !== '') segments.push({ text: between, terms: null });
        between = '';
        segments.push(found);
        at += [...found.text].length;
      }
    }
    if (between !== '') segments.push({ text: between, terms: null });
    return segments;
  }

  #longestAt(characters: readonly string[], at: number): Segment | null {
    if (!this.#begins.has(characters[at] ?? '')) return null;
    for (let length = Math.min(this.#longestHan, characters.length - at); length > 0; length--) {
      const piece = characters.slice(at, at + length);
      const terms = this.#groups.get(piece.join(' '));
      if (terms) return { text: piece.join(''), terms };
    }
    return null;
  }
}

function isHan(text: string): boolean {
  return /^\p{Script=Han}+$/u.test(text);
}

function synonymKey(text: string): string {
  return textUnits(text)
    .map((unit) => (unit.han ? unit.text : porterStem(unit.text)))
    .join(' ');
}
