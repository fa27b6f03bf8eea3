import { expect, it } from 'vitest';
import { porterStem } from '../../../../src/core/metrics/parts/porter-stem.ts';

// As NLTK's PorterStemmer has them, from its documentation and its test vocabulary.
it.each([
  ['caresses', 'caress'],
  ['flies', 'fli'],
  ['dies', 'die'],
  ['mules', 'mule'],
  ['denied', 'deni'],
  ['died', 'die'],
  ['agreed', 'agre'],
  ['owned', 'own'],
  ['humbled', 'humbl'],
  ['sized', 'size'],
  ['meeting', 'meet'],
  ['stating', 'state'],
  ['siezing', 'siez'],
  ['itemization', 'item'],
  ['sensational', 'sensat'],
  ['traditional', 'tradit'],
  ['reference', 'refer'],
  ['colonizer', 'colon'],
  ['plotted', 'plot'],
  ['hopping', 'hop'],
  ['falling', 'fall'],
  ['happy', 'happi'],
  ['enjoy', 'enjoy'],
  ['archaeology', 'archaeolog'],
  ['controll', 'control'],
  ['roll', 'roll'],
  ['skies', 'sky'],
  ['dying', 'die'],
])('%s has the stem %s', (word, stem) => {
  expect(porterStem(word)).toBe(stem);
});
