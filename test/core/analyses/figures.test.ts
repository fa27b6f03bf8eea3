import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Analysis, analysisContext } from '../../../src/core/analyses/analysis.ts';
import answerLengths, { countShort } from '../../../src/core/analyses/answer-lengths.ts';
import blanks, { BLANK_WORDS, roleBit } from '../../../src/core/analyses/blanks.ts';
import inputHash from '../../../src/core/analyses/input-hash.ts';
import lengths, { lengthAt, MEASURED_ROLES } from '../../../src/core/analyses/lengths.ts';
import rowHash, { countRepeats } from '../../../src/core/analyses/row-hash.ts';
import scripts, { shareOf } from '../../../src/core/analyses/scripts.ts';
import { SCRIPTS } from '../../../src/core/text/text-signs.ts';
import tokens, { sumTokens } from '../../../src/core/analyses/tokens.ts';
import { columnsFormat } from '../../../src/core/example/columns-format.ts';
import { FIELD_ROLES } from '../../../src/core/example/field-roles.ts';
import { rowFormat } from '../../../src/core/example/row-format.ts';
import type { Field } from '../../../src/core/formats/format.ts';
import { InputKey } from '../../../src/core/preflight/input-key.ts';
import { measureLine } from '../../../src/core/preflight/measure-line.ts';
import { Drop } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';
import { isBlank, trim } from '../../../src/core/text/white-space.ts';
import { countWords } from '../../../src/core/text/words.ts';
import { estimateTokens } from '../../../src/core/tokens/estimate-tokens.ts';
import { prepare, run } from '../steps/run.ts';
import { wordsOf } from './promises.ts';
import { anyRow, anyText, meanings } from './rows.ts';

const anyMeaning = fc.constantFrom(...meanings);

/** The texts of a row found without what the analyses share. */
function fieldsOf(row: Row, meaning: (typeof meanings)[number]): readonly Field[] {
  const { format: id, mapping } = { format: undefined, ...meaning };
  const format = id === undefined ? columnsFormat(mapping, []) : rowFormat(row, { columns: [], mapping, format: id });
  return format.fields(row.value);
}

/** Holds what an analysis says of any row against what is computed from its text. */
function holds(analysis: Analysis, expected: (row: Row, meaning: (typeof meanings)[number]) => unknown): void {
  fc.assert(
    fc.property(anyRow, anyMeaning, (row, meaning) => {
      expect(wordsOf(analysis, row, analysisContext(meaning))).toEqual(expected(row, meaning));
    }),
  );
}

describe('figures of a row', () => {
  it('lengths are the characters and words of each role', () => {
    holds(lengths, (row, meaning) => {
      const fields = fieldsOf(row, meaning);
      return MEASURED_ROLES.flatMap((role) => {
        const texts = fields.filter((field) => field.role === role).map(({ text }) => text);
        const characters = texts.reduce((sum, text) => sum + Array.from(text).length, 0);
        return [characters, texts.reduce((sum, text) => sum + countWords(text), 0)];
      });
    });
    expect(lengthAt('output')).toBe(6);
  });

  it('tokens are those that are estimated of its texts, and of the line that a pair becomes', () => {
    holds(tokens, (row, meaning) => {
      const { low, likely, high } = estimateTokens(...fieldsOf(row, meaning).map(({ text }) => text));
      return [low, likely, high];
    });
    fc.assert(
      fc.property(anyText, anyText, (input, output) => {
        const { low, likely, high } = measureLine({ text_input: input, output }).billed;
        const row = new Row(JSON.stringify({ a: input, b: output }));
        expect(wordsOf(tokens, row)).toEqual([low, likely, high]);
      }),
    );
  });

  it('the hash of the input is the key by which Tune holds rows back', () => {
    fc.assert(
      fc.property(anyText, anyText, (input, output) => {
        const key = new InputKey().of(measureLine({ text_input: input, output }).inputs);
        expect(wordsOf(inputHash, new Row(JSON.stringify({ a: input, b: output }))).slice(0, 2)).toEqual(key);
      }),
    );
    const chat = analysisContext(meanings[4]);
    const asked = (text: string, answer: string): number[] => {
      const messages = [
        { role: 'user', content: text },
        { role: 'assistant', content: answer },
      ];
      return wordsOf(inputHash, new Row(JSON.stringify({ messages })), chat);
    };
    expect(asked('Who  is IT?', 'x')).toEqual(asked('who is it?', 'y'));
    expect(asked('Who is it', 'x')).not.toEqual(asked('Who is it?', 'x'));
  });

  it('of all rows together are their sums, and as many repeats as Remove duplicates drops', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{"a":1}', '{"a":1.0}', '{"a":"x","b":""}', '{"b":"","a":"x"}')),
        (texts) => {
          const all = (analysis: Analysis): Uint32Array =>
            Uint32Array.from(texts.flatMap((text) => wordsOf(analysis, new Row(text))));
          expect(countRepeats(all(rowHash))).toBe(
            run('remove-duplicates', {}, texts).filter((text) => text === null).length,
          );
          const each = texts.map((text) => wordsOf(tokens, new Row(text)));
          const likely = each.reduce((sum, words) => sum + words[1]!, 0);
          expect(sumTokens(all(tokens)).likely).toBe(likely);
        },
      ),
    );
  });

  it('the hash of the row is the key of Remove duplicates', () => {
    const { survey } = prepare('remove-duplicates', {}, { columns: ['a'], mapping: { input: null, output: null } });
    holds(rowHash, (row) => {
      const into = new Uint32Array(4);
      survey?.read(row, into, 0);
      return [...into];
    });
  });

  it('tells rows apart that Drop short outputs keeps and drops, by any minimum and unit', () => {
    const units = fc.constantFrom('words', 'spaced-words', 'characters');
    const dropping = fc.constantFrom(
      ...meanings.filter(({ mapping, ...rest }) => mapping.output !== null || 'format' in rest),
    );
    fc.assert(
      fc.property(anyRow, dropping, units, fc.integer({ min: 1, max: 8 }), (row, meaning, unit, minimum) => {
        const step = prepare('drop-short-outputs', { minimum, unit }, { columns: ['a', 'b', 'c'], ...meaning });
        const words = Uint32Array.from(wordsOf(answerLengths, row, analysisContext(meaning)));
        expect(countShort(words, { minimum, unit })).toBe(step.apply?.(row) instanceof Drop ? 1 : 0);
      }),
    );
  });

  it('flags roles that are there, blank or padded, and what Drop empty rows calls empty', () => {
    holds(blanks, (row, meaning) => {
      const fields = fieldsOf(row, meaning);
      const bits = (is: (texts: readonly string[]) => boolean): number =>
        FIELD_ROLES.filter((role) => {
          const texts = fields.filter((field) => field.role === role).map(({ text }) => text);
          return texts.length > 0 && is(texts);
        }).reduce((sum, role) => sum + roleBit(role), 0);
      const words = wordsOf(blanks, row, analysisContext(meaning));
      return [
        bits(() => true),
        bits((texts) => texts.every(isBlank)),
        bits((texts) => texts.some((text) => trim(text) !== text)),
        words[BLANK_WORDS.nothing],
      ];
    });
    const dropping = fc.constantFrom(meanings[0], meanings[3], meanings[4]);
    fc.assert(
      fc.property(anyRow, dropping, (row, meaning) => {
        const step = prepare('drop-empty-rows', {}, { columns: ['a', 'b', 'c'], ...meaning });
        const nothing = wordsOf(blanks, row, analysisContext(meaning))[BLANK_WORDS.nothing] ?? 0;
        expect(nothing !== 0).toBe(step.apply?.(row) instanceof Drop);
      }),
    );
  });

  it('shares of scripts are those of the letters of its texts', () => {
    fc.assert(
      fc.property(anyRow, anyMeaning, (row, meaning) => {
        const words = Uint32Array.from(wordsOf(scripts, row, analysisContext(meaning)));
        const letters = fieldsOf(row, meaning).flatMap(({ text }) =>
          Array.from(text).filter((each) => /\p{L}/u.test(each)),
        );
        const latin = letters.filter((each) => /\p{Script=Latin}/u.test(each)).length;
        const kana = letters.filter((each) => /\p{Script=Hiragana}|\p{Script=Katakana}/u.test(each)).length;
        const share = (count: number): number =>
          letters.length === 0 ? 0 : Math.round((count * 1000) / letters.length);
        expect([shareOf('Latin', words, 0), shareOf('Kana', words, 0)]).toEqual([share(latin), share(kana)]);
        const sum = SCRIPTS.reduce((all, script) => all + shareOf(script, words, 0), 0);
        expect(Math.abs(sum - (letters.length === 0 ? 0 : 1000))).toBeLessThan(SCRIPTS.length);
      }),
    );
    const words = Uint32Array.from(wordsOf(scripts, new Row('{"a":"𝒶é","b":"石か한Жאไ𐎀"}')));
    // A letter of mathematics is of no script of its own.
    expect(SCRIPTS.map((script) => shareOf(script, words, 0))).toEqual([
      ...[111, 111, 0, 0, 111, 0, 0, 0, 111, 111, 111, 111],
      222,
    ]);
  });
});
