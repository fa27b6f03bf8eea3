import { textOfTurn } from '../conversion/changes/turn-text.ts';
import { quote } from './parts/quote.ts';
import { GEMINI_API } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'system-folded',
  title: 'System prompt went into the input',
  level: 'warning',
  targets: GEMINI_API,
  next: 'Tuned models of the Gemini API take no system instruction: put the same text above the input in production.',
  fix: null,
  find({ source }) {
    const system = source?.turns.find((turn) => turn.role === 'system' && textOfTurn(turn) !== '');
    return system ? `system prompt ${quote(textOfTurn(system))}` : null;
  },
});
