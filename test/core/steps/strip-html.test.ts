import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

function stripped(text: string): unknown {
  const [row] = run('strip-html', {}, [JSON.stringify({ a: text })]);
  return (JSON.parse(row ?? '{}') as { a: unknown }).a;
}

describe('Strip HTML', () => {
  it.each([
    ['<a href="https://x.org?a=1&b=2">link</a>', 'link'],
    ['a<br>b<BR />c', 'a\nb\nc'],
    ['<script>alert("x < y")</script>ok<!-- no -->', 'ok'],
    ['&#233;&#xe9;&eacute;&Eacute;', 'éééÉ'],
    ['&unknown; &amp;lt;', '&unknown; &lt;'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo\n\n'],
  ])('%s becomes %s', (text, after) => {
    expect(stripped(text)).toBe(after);
  });

  it.each([
    'if a < b and c > d',
    'vector<int> v',
    'Map<K, V>',
    '<name>',
    'AT&T; R&D',
    'x <- y',
    '&#0; &#xd800;',
    '<!-- alone -->',
  ])('leaves %s, which is none', (text) => {
    expect(stripped(text)).toBe(text);
  });
});
