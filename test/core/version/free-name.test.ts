import { describe, expect, it } from 'vitest';
import { freeName } from '../../../src/core/version/free-name.ts';

describe('a free name', () => {
  it('is the wanted one where nobody has it', () => {
    expect(freeName('train', ['test'])).toBe('train');
  });

  it('counts on where it is taken, also from one that counts already', () => {
    expect(freeName('train', ['train'])).toBe('train (2)');
    expect(freeName('train', ['train', 'train (2)'])).toBe('train (3)');
    expect(freeName('train (2)', ['train', 'train (2)'])).toBe('train (3)');
  });
});
