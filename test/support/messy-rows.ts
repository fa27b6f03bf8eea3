import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** White space that Python's strip knows and JavaScript's trim does not, or the other way round; and some that both do. */
const SPACES = [
  ' ',
  '\t',
  '\u001c',
  '\u001d',
  '\u001e',
  '\u001f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u3000',
  '\ufeff',
  '\u200b',
];

const WORDS: Readonly<Record<string, readonly string[]>> = {
  latin: 'the model answers each question with one short line and names its source when there is any doubt'.split(' '),
  cyrillic: 'модель отвечает на каждый вопрос одной короткой строкой'.split(' '),
  greek: 'το μοντέλο απαντά σε κάθε ερώτηση με μία γραμμή'.split(' '),
  arabic: 'يجيب النموذج عن كل سؤال بسطر واحد قصير'.split(' '),
  han: ['模型', '回答', '每个', '问题', '用一行', '文字'],
  emoji: ['🙂', '🚀', '👩‍🔬', '✅'],
};

/** A seeded generator of numbers from 0 up to 1 (mulberry32), so that a failing run can be run again. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a row weighs with sentences of twenty to seventy words, and what of it is no sentence. */
const ROW_BYTES = 550;
const FRAME_BYTES = 28;

/** Lines of input and output with every kind of dirt that the cleaning looks for: about `rowBytes` a row. */
export function* messyLines(rows: number, seed: number, rowBytes = ROW_BYTES): Generator<string> {
  const scale = (rowBytes - FRAME_BYTES) / (ROW_BYTES - FRAME_BYTES);
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // Never empty.
  const scripts = Object.values(WORDS);
  const sentence = (length: number): string => {
    const script = random() < 0.8 ? (WORDS['latin'] ?? []) : pick(scripts);
    return Array.from({ length }, () => pick(script)).join(' ');
  };
  const words = (): number => Math.max(1, Math.floor(scale * (20 + Math.floor(random() * 50))));
  const kept: string[] = [];
  for (let row = 0; row < rows; row++) {
    if (kept.length > 0 && random() < 0.03) {
      yield pick(kept);
      continue;
    }
    let input = sentence(words());
    let output = sentence(words());
    const dirt = random();
    if (dirt < 0.03) input = pick(SPACES) + input;
    else if (dirt < 0.05) output = `${output}${pick(SPACES)}${pick(SPACES)}`;
    else if (dirt < 0.06) output = pick(['', ' ', '\u001f\u0085', '\u2028']);
    else if (dirt < 0.08) output = `${sentence(1)}${pick(SPACES)}${sentence(1)}`;
    else if (dirt < 0.09) output = ['one', 'two', 'three'].join(pick(SPACES));
    const line = JSON.stringify({ input, output });
    if (random() < 0.02) kept.push(line);
    yield line;
  }
}

/** Writes messy lines to a file. */
export async function writeMessyFile(path: string, rows: number, seed: number, rowBytes?: number): Promise<void> {
  const file = createWriteStream(path);
  let chunk: string[] = [];
  for (const line of messyLines(rows, seed, rowBytes)) {
    chunk.push(line);
    if (chunk.length < 5_000) continue;
    if (!file.write(`${chunk.join('\n')}\n`)) await once(file, 'drain');
    chunk = [];
  }
  if (chunk.length > 0) file.write(`${chunk.join('\n')}\n`);
  file.end();
  await once(file, 'close');
}
