import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const words = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())]).transform(joinWords);
const entry = z.looseObject({
  id: z.string().optional(),
  tag: z.string().optional(),
  name: z.string().optional(),
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
 * `synonyms`), a list of such entries with `tag`, `id`, `name` or `label`, or a codebook with its mechanisms; or from a
 * CSV with one of those columns and `definition`. Case, blanks, hyphens and underscores in names do not matter. Every
 * tag's own name is put before its words; a tag that the file does not define has its name alone.
 *
 * @throws Error when the file has none of these forms
 */
export function parseTagDefinitions(file: string, tags: readonly string[]): Map<string, string> {
  const read = fileSchema.safeParse(
    csvHeader.test(file) ? parseCsv(file, { columns: true, bom: true }) : parseYaml(file),
  );
  if (!read.success) {
    throw new Error(
      'The definitions must be JSON, YAML or CSV: an object from tag to text, or a list of {tag, definition}. ' +
        z.prettifyError(read.error),
    );
  }
  const defined = new Map(Array.from(read.data, ([tag, text]) => [plain(tag), text]));
  return new Map(tags.map((tag) => [tag, `${tag.replace(/[_-]+/g, ' ')}. ${defined.get(plain(tag)) ?? ''}`]));
}

const csvHeader = /^\uFEFF?"?(tag|id|name|label)"?,/i;

function plain(tag: string): string {
  return tag
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

type Entry = z.infer<typeof entry>;

function byTag(entries: readonly Entry[]): Map<string, string> {
  return new Map(
    entries.flatMap((each): [string, string][] => {
      const tag = each.tag ?? each.id ?? each.name ?? each.label;
      return tag === undefined ? [] : [[tag, describe(each)]];
    }),
  );
}

function describe({ label, definition, synonyms, typicalEvidence }: Entry): string {
  return [label, definition, synonyms, typicalEvidence].filter(Boolean).join('. ');
}

function joinWords(value: string | string[] | Record<string, string>): string {
  return typeof value === 'string' ? value : Object.values(value).join(', ');
}
