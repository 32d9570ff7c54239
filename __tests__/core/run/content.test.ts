import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contentOf, contentOfBytes, textOf } from '../../../src/core/run/content.js';

describe('contentOfBytes', () => {
  it('keeps text as text, with its byte order mark', () => {
    expect(contentOfBytes(Buffer.from('\uFEFFgrün\n'))).toEqual(contentOf('\uFEFFgrün\n'));
  });

  it('keeps bytes that are not UTF-8 as base64', () => {
    const bytes = Buffer.from([0x61, 0xff, 0xfe]);
    expect(contentOfBytes(bytes)).toEqual({ encoding: 'base64', data: 'Yf/+', size: 3, complete: true });
  });

  it('calls a halved character at the true end not UTF-8', () => {
    expect(contentOfBytes(Buffer.from('ab€').subarray(0, 4)).encoding).toBe('base64');
  });

  it('cuts text at a character, wherever the cap falls', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, cut) => {
        const bytes = Buffer.from(text);
        const kept = bytes.subarray(0, cut % (bytes.length + 1));
        const content = contentOfBytes(kept, bytes.length);
        expect(content.encoding).toBe('utf8');
        expect(text.startsWith(textOf(content))).toBe(true);
        expect(kept.length - Buffer.byteLength(textOf(content))).toBeLessThan(4);
        expect(content).toMatchObject({ size: bytes.length, complete: kept.length === bytes.length });
      }),
    );
  });
});
