import { it, expect } from 'vitest';
import { formats } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Example, Turn } from '../../../src/core/example.ts';

function withValue(row: Json, path: readonly (string|number)[], value: Json): Json {
  const copy = { row: structuredClone(row) } as any;
  const full = ['row', ...path];
  let o = copy; for (const k of full.slice(0, -1)) o = o[k];
  o[full.at(-1) as string] = value;
  return copy.row;
}
function carry(before: readonly Turn[], after: readonly Turn[]): Turn[] {
  return before.map((t, i) => ({ ...t, parts: after[i]!.parts }));
}
it('probe', () => {
  const bad: string[] = [];
  for (const f of formats) {
    if (f.readOnly || f.id === 'pre-tokenised') continue;
    for (const [n, sample] of f.samples.entries()) {
      const a = f.toExample(sample);
      for (const { path, text } of f.fields(sample)) {
        const row = withValue(sample, path, `new ${text}`);
        let b: Example;
        try { b = f.toExample(row); } catch { continue; }
        if (b.turns.length !== a.turns.length || b.completions?.length !== a.completions?.length) { bad.push(`${f.id} ${n} ${path.join('/')}: other turns`); continue; }
        const changed: Example = { ...a, turns: carry(a.turns, b.turns), ...(a.completions && { completions: a.completions.map((c, i) => ({ ...c, turns: carry(c.turns, b.completions![i]!.turns) })) }) };
        try {
          const w = f.fromExample(changed);
          expect(w).toEqual(row);
        } catch (e) {
          let w = ''; try { w = JSON.stringify(f.fromExample(changed)); } catch (x) { w = String(x); }
          bad.push(`${f.id} ${n} ${path.join('/')}:\n   want ${JSON.stringify(row)}\n   got  ${w}`); }
      }
    }
  }
  console.log(bad.join('\n'));
  console.log(bad.length);
});
