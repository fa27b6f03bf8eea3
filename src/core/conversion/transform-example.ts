import type { Example } from '../example/example.ts';
import { Drop } from '../recipe/step.ts';
import { toChosen, toPairs, toUnpaired } from './changes/choose-answers.ts';
import { dropEmptyTexts, refuseEmpty } from './changes/empty-turns.ts';
import { linkCalls } from './changes/call-links.ts';
import { refuseMixedCalls } from './changes/call-turns.ts';
import { fixEnds } from './changes/ends.ts';
import { labelToAnswer } from './changes/labels.ts';
import { refuseMedia } from './changes/refuse-media.ts';
import { mergeTurns } from './changes/merge-turns.ts';
import { splitByModelTurn } from './changes/model-turns.ts';
import type { Needs } from './needs.ts';
import { addPreamble, fillPrompts } from './changes/prompt.ts';
import type { ConversionSettings } from './conversion-settings.ts';
import { cutUnlearned } from './changes/unlearned.ts';
import { addSystem, dropEmptySystem, foldSystem, hoistSystem, stripSystem } from './changes/system.ts';
import { stripThoughts, thoughtsToParts, thoughtsToText } from './changes/thoughts.ts';
import { toTranscript } from './changes/transcript.ts';
import type { Transform, Transformed } from './changes/transform.ts';

/**
 * Everything that the settings ask and the format needs, in one order: answers, thoughts, system, turns, and the prompt
 * last, so that a template goes around all of it. One refused piece refuses the row: half of a row would be a silent loss.
 */
export function transformExample(
  example: Example,
  settings: ConversionSettings,
  needs: Needs,
): readonly Example[] | Drop {
  let pieces: readonly Example[] = [example];
  for (const part of parts) {
    const next: Example[] = [];
    for (const piece of pieces) {
      const result = part(settings, needs)(piece);
      if (result instanceof Drop) return result;
      next.push(...[result].flat());
    }
    pieces = next;
  }
  return pieces;
}

type PlanTransform = (settings: ConversionSettings, needs: Needs) => Transform;

// A system prompt finds its place after the transcript, so that it is above it and not inside. A thought may begin in one
// turn and end in the next, so that it is one only after these are merged.
const parts: readonly PlanTransform[] = [
  links,
  answers,
  thoughts,
  systemText,
  merge,
  thoughts,
  weights,
  ends,
  eachTurn,
  transcript,
  systemPlace,
  merge,
  prompt,
  callTurns,
  media,
  empty,
];

function answers({ answers }: ConversionSettings, needs: Needs): Transform {
  return (example) => {
    const way = needs.answers === 'one' ? 'chosen' : answers;
    if (!example.completions) return needs.answers === 'one' ? label(example, needs) : toPairs(example, 'best-worst');
    if (way === 'chosen') {
      if (needs.unpaired && answers !== 'chosen') return toUnpaired(example);
      return needs.answers === 'one' ? toChosen(example) : toPairs(example, 'best-worst');
    }
    if (way === 'all-pairs') return toPairs(example, 'all');
    return way === 'needed' && needs.answers === 'ranked' ? example : toPairs(example, 'best-worst');
  };
}

function label(example: Example, needs: Needs): Transformed {
  const isAnswered = example.turns.at(-1)?.role === 'model';
  return (isAnswered ? needs.unpaired : needs.label) ? example : labelToAnswer(example);
}

function thoughts({ thoughts }: ConversionSettings, needs: Needs): Transform {
  if (thoughts === 'strip') return stripThoughts;
  if (thoughts === 'text' || (!needs.thoughts && needs.exchange)) return thoughtsToText;
  return thoughts === 'parts' ? thoughtsToParts : same;
}

function systemText({ system, systemText }: ConversionSettings, needs: Needs): Transform {
  if (system === 'strip') return stripSystem;
  if (system === 'add') return (example) => addSystem(example, systemText);
  return needs.neverEmpty ? dropEmptySystem : same;
}

function systemPlace({ system }: ConversionSettings, needs: Needs): Transform {
  if (system === 'fold' || needs.system === 'nowhere') return foldSystem;
  return system === 'hoist' || needs.system === 'top' ? hoistSystem : same;
}

function merge({ merge }: ConversionSettings, needs: Needs): Transform {
  return merge === 'always' || (merge === 'needed' && needs.alternating) ? mergeTurns : same;
}

function ends({ ends }: ConversionSettings, needs: Needs): Transform {
  if (ends === 'keep' || !needs.exchange) return same;
  return (example) => fixEnds(example, ends === 'drop' ? 'drop' : 'cut');
}

function weights(_: ConversionSettings, needs: Needs): Transform {
  return needs.learnsAll ? cutUnlearned : same;
}

function eachTurn({ turns }: ConversionSettings): Transform {
  return turns === 'each' ? splitByModelTurn : same;
}

function transcript({ turns }: ConversionSettings, needs: Needs): Transform {
  const isWanted = turns === 'last' || needs.turns === 'one exchange';
  if (!isWanted || !needs.exchange) return same;
  return (example) => {
    const told = toTranscript(example);
    // Later nobody can see who says nothing.
    const whole = needs.neverEmpty && told !== example ? refuseEmpty(example) : example;
    return whole instanceof Drop ? whole : told;
  };
}

function prompt({ preamble, template }: ConversionSettings): Transform {
  return (example) => addPreamble(fillPrompts(example, template, preamble), preamble);
}

function links(_: ConversionSettings, needs: Needs): Transform {
  return needs.linkedCalls ? linkCalls : same;
}

function callTurns(_: ConversionSettings, needs: Needs): Transform {
  return needs.callsApart ? refuseMixedCalls : same;
}

function media(_: ConversionSettings, needs: Needs): Transform {
  return (example) => refuseMedia(example, needs.media);
}

function empty(_: ConversionSettings, needs: Needs): Transform {
  return needs.neverEmpty ? (example) => refuseEmpty(dropEmptyTexts(example)) : same;
}

function same(example: Example): Example {
  return example;
}
