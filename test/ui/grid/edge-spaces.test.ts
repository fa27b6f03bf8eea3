import { describe, expect, it } from 'vitest';
import { edgeSpaces } from '../../../src/ui/grid/edge-spaces.ts';

describe('spaces at the edges of a cell', () => {
  it('counts them at both ends', () => {
    expect(edgeSpaces('  two ')).toEqual({ start: 2, end: 1 });
    expect(edgeSpaces('none')).toEqual({ start: 0, end: 0 });
  });

  it('counts a text of spaces once', () => {
    expect(edgeSpaces('   ')).toEqual({ start: 3, end: 0 });
  });

  it('sees no edge where a text was cut', () => {
    expect(edgeSpaces(' cut ', true)).toEqual({ start: 1, end: 0 });
  });
});
