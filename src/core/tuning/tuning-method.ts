/** By what a model is made. */
export type TuningMethod = 'sft' | 'preference' | 'few-shot';
