import { comparisonForm } from '../../text/comparison-form.ts';

const ALIKE = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: true };

/** Whether an answer says what the reference says, apart from letter case, white space, punctuation and spelling of characters. */
export function isRight(reference: string, answer: string): boolean {
  return reference === answer || comparisonForm(reference, ALIKE) === comparisonForm(answer, ALIKE);
}
