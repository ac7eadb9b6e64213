/**
 * British and American spellings of one word, brought to the American form. The table is small on purpose:
 * it holds the patterns that medical English has, and it is applied to texts and to searches alike, so a
 * form that is turned without need is still found.
 */

/** British roots that may stand anywhere in a word, and what American English writes. */
const roots: readonly (readonly [british: string, american: string])[] = [
  ['aemi', 'emi'],
  ['aesth', 'esth'],
  ['aetiol', 'etiol'],
  ['ageing', 'aging'],
  ['anaem', 'anem'],
  ['artefact', 'artifact'],
  ['behaviour', 'behavior'],
  ['caec', 'cec'],
  ['caesar', 'cesar'],
  ['coeliac', 'celiac'],
  ['colour', 'color'],
  ['disk', 'disc'],
  ['endeavour', 'endeavor'],
  ['faec', 'fec'],
  ['favour', 'favor'],
  ['flavour', 'flavor'],
  ['foet', 'fet'],
  ['grey', 'gray'],
  ['gynaec', 'gynec'],
  ['haem', 'hem'],
  ['homoeo', 'homeo'],
  ['humour', 'humor'],
  ['judgement', 'judgment'],
  ['labour', 'labor'],
  ['leuco', 'leuko'],
  ['manoeuvre', 'maneuver'],
  ['neighbour', 'neighbor'],
  ['odour', 'odor'],
  ['oedem', 'edem'],
  ['oesoph', 'esoph'],
  ['oestr', 'estr'],
  ['paed', 'ped'],
  ['palaeo', 'paleo'],
  ['phaeo', 'pheo'],
  ['pnoe', 'pne'],
  ['programme', 'program'],
  ['rigour', 'rigor'],
  ['rrhoe', 'rrhe'],
  ['sulph', 'sulf'],
  ['tumour', 'tumor'],
  ['vapour', 'vapor'],
];
const americanOf = new Map(roots);
const anyRoot = new RegExp(roots.map(([british]) => british).join('|'), 'g');

/** centre, fibre, litre, metre, titre ... with their plural and participle. */
const endsInRe = /(calib|cent|fib|goit|lit|met|theat|tit)re(s|d)?$/;
/** signalling, labelled, modelling ... */
const doubledL = /(cancel|channel|counsel|fuel|label|level|model|signal|total|travel|tunnel)l(ed|er|ers|ing|ings)$/;
const isation = /^([a-z]{2,})isation(s|al)?$/;
const ise = /^([a-z]{3,})is(e|ed|es|er|ers|ing|able)$/;
const yse = /^([a-z]+l)ys(e|ed|er|ers|ing)$/;
/** Words in -ise that no one spells with z: exercise, comprise, promise, advise, otherwise, raise ... */
const neverZ = /(?:[^i]c|[aouvw]|pr|rom|prem|dem|advert|expert|chast|pract|treat|parad|merchand|franch)$/;

/** Words met so far: the same few thousand make up most of any text. Emptied when it has grown too large. */
const known = new Map<string, string>();
const mostKnown = 50_000;

/** The American form of a folded word; the word itself where the table has nothing for it. */
export function normaliseSpelling(word: string): string {
  const met = known.get(word);
  if (met !== undefined) return met;
  // A word cut out of a text would keep the whole text in memory; its copy stands on its own.
  const copy = Buffer.from(word, 'utf16le').toString('utf16le');
  const form = americanForm(copy);
  if (known.size >= mostKnown) known.clear();
  known.set(copy, form);
  return form;
}

function americanForm(word: string): string {
  let form = word.length > 3 ? word.replace(anyRoot, (british) => americanOf.get(british) ?? british) : word;
  form = form.replace(endsInRe, (_, stem: string, end = '') => `${stem}er${end === 'd' ? 'ed' : end}`);
  form = form.replace(doubledL, '$1$2').replace(isation, '$1ization$2').replace(yse, '$1yz$2');
  return form.replace(ise, (whole, stem: string, end: string) => (neverZ.test(stem) ? whole : `${stem}iz${end}`));
}

const cutIsation = /^([a-z]{3,})is(|a|at|ati|atio|e|i|in)$/;
const cutYse = /^([a-z]+l)ys$/;

/**
 * The forms under which words that begin so may be indexed: "oede" also begins "edema", "vascularis" also
 * begins "vascularized". The first form is the prefix itself after the table.
 */
export function prefixSpellings(prefix: string): string[] {
  const forms = new Set([normaliseSpelling(prefix)]);
  if (prefix.length >= 3) {
    for (const [british, american] of roots) {
      if (british.length > prefix.length && british.startsWith(prefix) && !american.startsWith(prefix)) {
        forms.add(american);
      }
    }
  }
  if (cutIsation.test(prefix)) forms.add(prefix.replace(cutIsation, '$1iz$2'));
  if (cutYse.test(prefix)) forms.add(prefix.replace(cutYse, '$1yz'));
  return [...forms];
}
