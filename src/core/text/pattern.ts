import { ParameterError } from '../recipe/step.ts';

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

export interface PatternOptions {
  /** Read the source as a regular expression, not as the text itself. */
  readonly regex: boolean;
  readonly matchCase: boolean;
}

const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

/**
 * A pattern that finds every match (flags g and u), locale-free. Throws ParameterError, naming `parameter`, where the
 * source is empty or not a regular expression.
 */
export function compilePattern(parameter: string, source: string, { regex, matchCase }: PatternOptions): RegExp {
  if (source === '') throw new ParameterError(parameter, 'Enter the text to find.');
  const pattern = regex ? source : source.replace(SYNTAX, '\\$&');
  try {
    return new RegExp(pattern, matchCase ? 'gu' : 'giu');
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*: /s, '') : String(error);
    throw new ParameterError(parameter, `This is not a regular expression: ${lowerFirst(why)}.`);
  }
}
