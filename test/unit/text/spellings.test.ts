import { describe, expect, test } from '@jest/globals';
import { normaliseSpelling, prefixSpellings } from '../../../src/text/spellings.ts';

describe('British and American spelling', () => {
  test.each(
    [
      'disk disc, diskectomy discectomy, oedema edema, oedematous edematous, tumours tumors, behavioural behavioral',
      'haemorrhage hemorrhage, ischaemic ischemic, leukaemia leukemia, anaesthesia anesthesia, paraesthesia paresthesia',
      'orthopaedic orthopedic, paediatric pediatric, oesophagus esophagus, oestrogen estrogen, foetal fetal',
      'diarrhoea diarrhea, dyspnoea dyspnea, aetiology etiology, sulphate sulfate, leucocyte leukocyte, ageing aging',
      'centre center, centred centered, fibres fibers, metres meters, signalling signaling, labelled labeled',
      'vascularisation vascularization, vascularised vascularized, localise localize, analysed analyzed, hydrolyse hydrolyze',
      'artefact artifact, programme program, judgement judgment, grey gray',
    ].flatMap((line) => line.split(', ').map((pair) => pair.split(' ') as [string, string])),
  )('%s is %s', (british, american) => {
    expect(normaliseSpelling(british)).toBe(american);
    expect(normaliseSpelling(american)).toBe(american);
  });

  test.each(
    'exercise exercised precise comprised promising raised otherwise advise revised surprise expertise practise bruised noise analyses diagnosis disease size'.split(
      ' ',
    ),
  )('%s stays', (word) => {
    expect(normaliseSpelling(word)).toBe(word);
  });
});

describe('beginnings', () => {
  test.each([
    ['oed', ['oed', 'edem']],
    ['tumou', ['tumou', 'tumor']],
    ['vascularis', ['vascularis', 'vasculariz']],
    ['organisat', ['organisat', 'organizat']],
    ['herniat', ['herniat']],
    ['oedema', ['edema']],
  ])('%s also begins %s', (prefix, forms) => {
    expect(prefixSpellings(prefix)).toEqual(forms);
  });
});
