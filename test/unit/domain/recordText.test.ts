import { describe, expect, test } from '@jest/globals';
import { abstractText, recordTexts } from '../../../src/domain/recordText.ts';
import { citation } from '../../support/citations.ts';

const section = (label: string | null, text: string) => ({ label, nlmCategory: null, text });

describe('the texts of a record', () => {
  test('an abstract is its sections, labels before them', () => {
    expect(abstractText([section('METHODS', 'We looked.'), section(null, 'And saw.')])).toBe(
      'METHODS: We looked.\nAnd saw.',
    );
  });

  test('each text is named once, with its language', () => {
    const texts = recordTexts(
      citation({
        title: 'Resorption',
        vernacularTitle: '重吸收',
        languages: ['chi'],
        abstract: [section(null, 'It shrank.')],
        otherAbstracts: [
          { language: 'chi', type: 'Publisher', sections: [section(null, '缩小。')] },
          { language: 'chi', type: 'Publisher', sections: [section(null, '另一篇。')] },
        ],
      }),
      [{ language: 'zh', text: '本库摘要。' }],
    );
    expect(texts).toEqual([
      { field: 'title', language: 'en', text: 'Resorption' },
      { field: 'vernacularTitle', language: 'zh', text: '重吸收' },
      { field: 'abstract', language: 'en', text: 'It shrank.' },
      { field: 'abstract.chi', language: 'zh', text: '缩小。' },
      { field: 'summary.zh', language: 'zh', text: '本库摘要。' },
    ]);
  });

  test.each([
    ['腰椎间盘突出自发性重吸收的机制', 'zh'],
    ['MRI随访腰椎间盘突出重吸收42例', 'zh'],
    ['腰椎椎間板ヘルニアの自然退縮', 'ja'],
    ['Resorption of lumbar discs (吸收) after two years', 'en'],
    ['', 'en'],
  ])('a title or abstract of an export is in the script it is written in: %s', (text, language) => {
    const texts = recordTexts(citation({ title: text, abstract: [section('目的', text)] }), []);
    expect(texts[0]).toEqual({ field: 'title', language, text });
    if (text.length > 10) expect(texts[1]?.language).toBe(language);
  });
});
