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
});
