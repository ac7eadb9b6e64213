import { parse } from 'yaml';
import { z } from 'zod';

const words = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())]).transform(joinWords);
const entry = z.looseObject({
  id: z.string().optional(),
  tag: z.string().optional(),
  label: words.optional(),
  definition: words.optional(),
  synonyms: words.optional(),
  typicalEvidence: words.optional(),
});
const fileSchema = z.union([
  z.looseObject({ mechanisms: z.array(entry) }).transform((codebook) => byTag(codebook.mechanisms)),
  z.array(entry).transform(byTag),
  z.record(z.string(), z.union([words, entry.transform(describe)])).transform((tags) => new Map(Object.entries(tags))),
]);

/**
 * Reads what tags mean, from JSON or YAML: an object from tag to text (or to a list of terms, or to `definition` and
 * `synonyms`), a list of such entries with `tag` or `id`, or a codebook with its mechanisms. Every tag's own name is
 * put before its words; a tag that the file does not define has its name alone.
 *
 * @throws Error when the file has none of these forms
 */
export function parseTagDefinitions(file: string, tags: readonly string[]): Map<string, string> {
  const read = fileSchema.safeParse(parse(file));
  if (!read.success) {
    throw new Error(
      'The definitions must be JSON or YAML: an object from tag to text, or a list of {tag, definition}. ' +
        z.prettifyError(read.error),
    );
  }
  return new Map(tags.map((tag) => [tag, `${tag.replace(/[_-]+/g, ' ')}. ${read.data.get(tag) ?? ''}`]));
}

type Entry = z.infer<typeof entry>;

function byTag(entries: readonly Entry[]): Map<string, string> {
  return new Map(
    entries.flatMap((each) => ((each.tag ?? each.id) ? [[each.tag ?? each.id ?? '', describe(each)]] : [])),
  );
}

function describe({ label, definition, synonyms, typicalEvidence }: Entry): string {
  return [label, definition, synonyms, typicalEvidence].filter(Boolean).join('. ');
}

function joinWords(value: string | string[] | Record<string, string>): string {
  return typeof value === 'string' ? value : Object.values(value).join(', ');
}
