import { describe, expect, test } from 'vitest';
import { parseHeader } from '../../../../src/ingestion/sources/listing/header.ts';

describe('parseHeader', () => {
  test.each([
    ['CVMar 19, 2022Code', { code: 'CV', date: '2022-03-19', hasCode: true }],
    ['MAMay 3, 2021', { code: 'MA', date: '2021-05-03', hasCode: false }],
    ['LGMarch 19, 2022', { code: 'LG', date: '2022-03-19', hasCode: false }],
    ['math-phSept 1, 2020', { code: 'math-ph', date: '2020-09-01', hasCode: false }],
    ['HEP-THJan 2, 2020', { code: 'HEP-TH', date: '2020-01-02', hasCode: false }],
    ['flu-dynDec 31, 2019Code', { code: 'flu-dyn', date: '2019-12-31', hasCode: true }],
    ['q-bio.NCJul 4', { code: 'q-bio.NC', date: '2025-07-04', hasCode: false }],
    ['CRMay 29', { code: 'CR', date: '2026-05-29', hasCode: false }],
    ['CRFeb 29', { code: 'CR', date: '2024-02-29', hasCode: false }],
  ])('%s', (line, header) => {
    expect(parseHeader(line, '2026-06-30')).toEqual(header);
  });

  test.each([
    'CVFeb 30, 2022',
    'CVFeb 29, 2023',
    'QQMar 3, 2022',
    'CV',
    'Mar 3, 2022',
    'CVMar 0, 2022',
    'CVMar 3, 2022Coda',
  ])('%s is no header', (line) => {
    expect(parseHeader(line, '2026-06-30')).toBeUndefined();
  });
});
